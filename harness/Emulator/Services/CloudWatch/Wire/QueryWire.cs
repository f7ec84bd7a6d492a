using System.Globalization;
using System.Text;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>AWS Query: a form in, XML out.</summary>
internal sealed class QueryWire : IWire
{
    private const string XmlNamespace = "http://monitoring.amazonaws.com/doc/2010-08-01/";

    public bool IsOf(AwsRequest request) => true;

    public string OperationOf(AwsRequest request) => QueryForm.Of(request).Optional("Action") ?? "";

    public WireValue.Structure Read(AwsRequest request)
    {
        var form = request.Body.IsEmpty ? request.Query : QueryParameters.Parse(Encoding.UTF8.GetString(request.Body.Span));
        var root = new Node();
        foreach (var (key, value) in form.Pairs)
        {
            if (key is "Action" or "Version") continue;
            if (key.AsSpan().Count('.') >= WireValue.MaxDepth) throw CloudWatchErrors.MalformedForm($"The name of a parameter has more than {WireValue.MaxDepth} parts.");
            var at = root;
            foreach (var part in key.Split('.')) at = at.Child(part);
            at.Text = value;
        }

        return root.ToStructure();
    }

    public void Write(string operation, WireValue.Structure? result, Exchange exchange) => QueryXml.WriteResult(XmlNamespace, operation, exchange, result is null ? null : xml =>
    {
        foreach (var (name, value) in result.Members) Write(xml, name, value);
    });

    public void WriteError(AwsError error, Exchange exchange) => QueryXml.WriteError(XmlNamespace, error, exchange);

    private static void Write(XmlWriter xml, string name, WireValue value)
    {
        xml.WriteStartElement(name);
        switch (value)
        {
            case WireValue.Text text: xml.WriteString(text.Value); break;
            case WireValue.Number number: xml.WriteString(Render(number.Value)); break;
            case WireValue.Integer integer: xml.WriteString(integer.Value.ToString(CultureInfo.InvariantCulture)); break;
            case WireValue.Flag flag: xml.WriteString(flag.Value ? "true" : "false"); break;
            case WireValue.Time time: xml.WriteString(time.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)); break;
            case WireValue.Listed list:
                foreach (var item in list.Items) Write(xml, "member", item);
                break;
            case WireValue.Structure structure:
                foreach (var (member, content) in structure.Members) Write(xml, member, content);
                break;
            case WireValue.Map map:
                foreach (var (key, content) in map.Entries) Write(xml, "entry", WireValue.Of(("key", new WireValue.Text(key)), ("value", content)));
                break;
            default: throw new ArgumentOutOfRangeException(nameof(value), value, null);
        }

        xml.WriteEndElement();
    }

    private static string Render(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e15 ? number.ToString("0.0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What stands below one part of the names of a form's parameters.</summary>
    private sealed class Node
    {
        private readonly List<KeyValuePair<string, Node>> _children = [];

        public string? Text { get; set; }

        public Node Child(string name)
        {
            if (_children.Find(c => c.Key == name).Value is { } known) return known;
            var child = new Node();
            _children.Add(new(name, child));
            return child;
        }

        public WireValue.Structure ToStructure() => WireValue.Of([.. _children.Select(c => (c.Key, (WireValue?)c.Value.ToValue()))]);

        private WireValue ToValue()
        {
            if (_children.Count == 0) return new WireValue.Text(Text ?? "");
            return _children is [{ Key: "member" } members] ? WireValue.ListOf(members.Value.Numbered(), n => n.ToValue()) : ToStructure();
        }

        private IEnumerable<Node> Numbered() =>
            _children.OrderBy(c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue).Select(c => c.Value);
    }
}
