using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class TemplateReadingTests
{
    [Theory]
    [InlineData("a plain text", "A: b", "{\"A\":\"b\"}")]
    [InlineData("a quoted number is a text", "A: '30'", "{\"A\":\"30\"}")]
    [InlineData("a number stays as it was written", "A: 1.50", "{\"A\":1.50}")]
    [InlineData("an account id with leading zeros is a text", "A: 000123", "{\"A\":\"000123\"}")]
    [InlineData("a policy's version is a text", "A: 2012-10-17", "{\"A\":\"2012-10-17\"}")]
    [InlineData("YAML 1.1 knows yes", "A: yes", "{\"A\":true}")]
    [InlineData("a character outside of the basic plane", "A: \"\\U0001F600\"", "{\"A\":\"\\uD83D\\uDE00\"}")]
    [InlineData("a folded text", "A: >-\n  b\n  c", "{\"A\":\"b c\"}")]
    [InlineData("!Ref", "A: !Ref B", "{\"A\":{\"Ref\":\"B\"}}")]
    [InlineData("!GetAtt divides at the first dot", "A: !GetAtt B.C.D", "{\"A\":{\"Fn::GetAtt\":[\"B\",\"C.D\"]}}")]
    [InlineData("!GetAtt of a list", "A: !GetAtt [B, C]", "{\"A\":{\"Fn::GetAtt\":[\"B\",\"C\"]}}")]
    [InlineData("!Condition", "A: !Condition B", "{\"A\":{\"Condition\":\"B\"}}")]
    [InlineData("short forms within each other", "A: !Join ['', [!Ref B, !Sub '${C}']]", "{\"A\":{\"Fn::Join\":[\"\",[{\"Ref\":\"B\"},{\"Fn::Sub\":\"${C}\"}]]}}")]
    [InlineData("a short form of a map", "A: !Transform { Name: B }", "{\"A\":{\"Fn::Transform\":{\"Name\":\"B\"}}}")]
    [InlineData("a short form makes a number a text", "A: !Sub 5", "{\"A\":{\"Fn::Sub\":\"5\"}}")]
    public void YAML_reads_as_the_JSON_that_it_means(string why, string yaml, string json)
    {
        Assert.NotEmpty(why);
        Assert.Equal(json, NodeJson.Write(TemplateText.Read(yaml)));
    }

    [Theory]
    [InlineData("A:\n  B: [c, !Ref d]\n", 2, 10)]
    [InlineData("{\n \"A\": {\"B\": [\"c\", {\"Ref\": \"d\"}]}\n}", 2, 19)]
    [InlineData("{\"ü\": 1,\n \"A\": {\"B\": [\"ß\", {\"Ref\": \"d\"}]}\n}", 2, 19)]
    public void Every_node_knows_its_place(string text, int line, int column)
    {
        var root = TemplateText.Read(text);

        var second = ((Node.List?)((Node.Map?)root["A"])?["B"])?.Items[1];

        Assert.Equal(new Position(line, column), second?.At);
    }

    [Theory]
    [InlineData("JSON that ends too early", "{\"A\": ", "Template format error: JSON not well-formed. (line 1, column 7)")]
    [InlineData("YAML with a list that is not closed", "A: [b\nC: d", "Template format error: YAML not well-formed. (line 1, column 4)")]
    [InlineData("half a surrogate pair", "{\"A\":\n \"\\ud800\"}", "Template format error: JSON not well-formed. (line 2, column 2)")]
    [InlineData("half a surrogate pair in a key", "{\"\\udc00\": 1}", "Template format error: JSON not well-formed. (line 1, column 2)")]
    [InlineData("a character that XML has not", "{\"Description\": \"\\u0001\"}", "Template format error: the character U+0001 is not allowed in templates. (line 1, column 17)")]
    [InlineData("one in a key, in YAML", "A: { \"\\x1f\": [b] }", "Template format error: the character U+001F is not allowed in templates. (line 1, column 6)")]
    [InlineData("a list", "- a", "Template format error: unsupported structure.")]
    [InlineData("an alias", "A: &a b\nC: *a", "Template format error: YAML aliases are not supported. (line 2, column 4)")]
    [InlineData("a merge key", "A:\n  <<: {}", "Template format error: YAML merge keys are not supported. (line 2, column 3)")]
    [InlineData("a key that is there twice", "A: b\nA: c", "Template format error: the key A is there twice. (line 2, column 1)")]
    [InlineData("a key that is there twice, in JSON", "{\"A\": 1,\n\"A\": 2}", "Template format error: the key A is there twice. (line 2, column 1)")]
    [InlineData("a tag of somebody else", "A: !!binary b", "Template format error: The YAML tag tag:yaml.org,2002:binary is not supported. (line 1, column 4)")]
    public void What_is_no_template_is_refused_with_its_place(string why, string text, string message)
    {
        Assert.NotEmpty(why);

        var refusal = Assert.Throws<AwsError>(() => TemplateText.Read(text));

        Assert.Equal(message, refusal.Message);
    }

    [Theory]
    [InlineData("functions/template.yaml", 97)]
    [InlineData("CloudFormation/cases/sam/api.yaml", 1)]
    [InlineData("CloudFormation/cases/sam/api.json", 1)]
    public void Every_beginning_of_a_template_is_read_or_refused(string file, int step)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));
        for (var length = 0; length < text.Length; length += step)
        {
            var problem = Record.Exception(() => TemplateText.Read(text[..length]));

            Assert.True(problem is null or AwsError, $"{length} characters: {problem}");
        }
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Assert.Throws<AwsError>(() => TemplateText.Read(new string('[', 100_000)));
        Assert.Throws<AwsError>(() => TemplateText.Read("{\"A\":" + new string('[', 100_000)));
    }
}
