using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>The macro <c>AWS::Serverless-2016-10-31</c>: serverless resources become those that CloudFormation makes.</summary>
/// <remarks>
/// Every node keeps its place, so that what is wrong behind the transform is still said with its author's line.
/// Source: https://github.com/aws/serverless-application-model, whose translator the expectations of the tests come from.
/// </remarks>
internal static class SamTransform
{
    private const string Name = "AWS::Serverless-2016-10-31";
    private const string Prefix = "AWS::Serverless::";

    /// <returns>The template without its transforms, as far as it could be made out.</returns>
    public static Node.Map Apply(Node.Map root, IReadOnlyList<string> transforms, TemplateProblems problems)
    {
        if (transforms.Count == 0) return root;
        foreach (var unknown in transforms.Where(t => t != Name)) problems.Add($"No transform named {unknown} found.", root["Transform"]?.At);
        var wrong = new TemplateProblems();
        var globals = SamGlobals.Parse(root["Globals"], wrong);
        var given = root["Resources"] as Node.Map ?? new Node.Map([], root.At);
        var resources = new Translation(given, globals, wrong).Run();
        if (wrong.Any)
        {
            problems.Add($"Transform {Name} failed with: Invalid Serverless Application Specification document. "
                + $"Number of errors found: {wrong.Messages.Count}. {string.Join(' ', wrong.Messages)}");
        }

        var at = root["Resources"]?.At ?? root.At;
        return root["Resources"] is null
            ? root.Without("Transform", "Globals")
            : root.Without("Transform", "Globals").With("Resources", new Node.Map(resources, at));
    }

    /// <summary>Functions first: what their events ask for decides on the APIs.</summary>
    private sealed class Translation(Node.Map resources, SamGlobals globals, TemplateProblems wrong)
    {
        private readonly SamApiEvents _apis = new(resources, globals);

        public List<Entry> Run()
        {
            var functions = resources.Entries.Where(e => TypeOf(e) == Prefix + "Function").ToDictionary(e => e.Key, e => SamFunction.Translate(Read(e), _apis).ToList());
            var made = resources.Entries.SelectMany(e => functions.TryGetValue(e.Key, out var function) ? function : Translate(e)).ToList();
            made.AddRange(Implicit(_apis.Rest, ("StageName", "Prod")).SelectMany(api => SamApi.Translate(api, _apis.Rest)));
            made.AddRange(Implicit(_apis.Http).SelectMany(api => SamHttpApi.Translate(api, _apis.Http)));
            return made;
        }

        private static string? TypeOf(Entry entry) => (entry.Value as Node.Map)?["Type"]?.AsText;

        private SamResource Read(Entry entry)
        {
            var map = entry.Value as Node.Map ?? new Node.Map([], entry.Value.At);
            var properties = globals.Merge((TypeOf(entry) ?? "")[Prefix.Length..], map["Properties"] as Node.Map ?? new Node.Map([], map.At));
            return new SamResource(entry.Key, entry.KeyAt, map, properties, wrong);
        }

        private IEnumerable<Entry> Translate(Entry entry)
        {
            if (TypeOf(entry) is not { } type || !type.StartsWith(Prefix, StringComparison.Ordinal)) return [entry];
            var resource = Read(entry);
            switch (type[Prefix.Length..])
            {
                case "HttpApi":
                    return SamHttpApi.Translate(resource, _apis.Http);
                case "Api":
                    return SamApi.Translate(resource, _apis.Rest);
                case "SimpleTable":
                    return SamSimpleTable.Translate(resource);
                default:
                    resource.Refuse(
                        $"The type {type} is not supported here; supported are Function, HttpApi, Api and SimpleTable", (entry.Value as Node.Map)?["Type"]?.At ?? entry.KeyAt);
                    return [];
            }
        }

        /// <summary>The API that events without one of their own are for, if there are any.</summary>
        private IEnumerable<SamResource> Implicit(SamRoutes routes, params (string Name, string Text)[] properties)
        {
            if (routes.ImplicitAt is not { } at) yield break;
            var conditions = routes.ConditionsOfImplicit();
            var source = Node.MapAt(at, ("Type", Node.TextAt(routes.Type, at)), ("Condition", conditions.Count == 1 ? conditions[0] : null));
            var own = new Node.Map([.. properties.Select(p => new Entry(p.Name, at, Node.TextAt(p.Text, at)))], at);
            var api = new SamResource(routes.ImplicitApi, at, source, globals.Merge(routes.Type[Prefix.Length..], own), wrong);
            if (conditions.Count > 1) api.Refuse("the functions that it calls have different conditions, which is not supported here", at);
            yield return api;
        }
    }
}
