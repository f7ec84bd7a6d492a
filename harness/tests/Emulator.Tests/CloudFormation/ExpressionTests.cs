using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class ExpressionTests
{
    private const string Head = """
        Parameters:
          Env: { Type: String, Default: dev }
          Subnets: { Type: CommaDelimitedList, Default: 'a, b,c' }
          Ports: { Type: List<Number>, Default: '80,443' }
          Empty: { Type: CommaDelimitedList, Default: '' }
        Mappings:
          Regions:
            us-east-1: { Ami: ami-east, Zones: [x, y], Size: 2 }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
          IsDev: !Not [!Condition IsProd]
          Both: !And [!Condition IsDev, !Equals [!FindInMap [Regions, !Ref 'AWS::Region', Ami], ami-east]]
          Either: !Or [!Condition IsProd, !Condition IsDev]
        Resources:
          R: { Type: AWS::IAM::Role }
        Outputs:
          O:
            Value:
        """;

    [Theory]
    [InlineData("Ref of a parameter", "!Ref Env", "\"dev\"")]
    [InlineData("Ref of a list parameter", "!Ref Subnets", "[\"a\",\"b\",\"c\"]")]
    [InlineData("Ref of an empty list", "!Ref Empty", "[]")]
    [InlineData("Ref of a number list", "!Ref Ports", "[\"80\",\"443\"]")]
    [InlineData("Ref of a resource is its physical id", "!Ref R", "\"role-1\"")]
    [InlineData("Ref of a pseudo parameter", "!Ref AWS::Region", "\"us-east-1\"")]
    [InlineData("GetAtt", "!GetAtt R.Arn", "\"arn-1\"")]
    [InlineData("GetAtt of an attribute with dots", "!GetAtt R.A.B", "\"deep\"")]
    [InlineData("GetAtt with the attribute from a parameter", "{'Fn::GetAtt': [R, !Ref Attribute]}", "\"arn-1\"")]
    [InlineData("Sub", "!Sub '${Env}-${R}-${R.Arn}-${AWS::Region}'", "\"dev-role-1-arn-1-us-east-1\"")]
    [InlineData("Sub leaves literals alone", "!Sub 'a${!Env}$b{c}'", "\"a${Env}$b{c}\"")]
    [InlineData("Sub with variables of its own", "!Sub ['${X}/${Env}', {X: !Ref R}]", "\"role-1/dev\"")]
    [InlineData("Join", "!Join ['-', [a, !Ref Env, 5, true]]", "\"a-dev-5-true\"")]
    [InlineData("Join of a list parameter", "!Join ['|', !Ref Subnets]", "\"a|b|c\"")]
    [InlineData("Split keeps what is empty", "!Split [',', 'a,,b']", "[\"a\",\"\",\"b\"]")]
    [InlineData("Select", "!Select ['1', [a, b]]", "\"b\"")]
    [InlineData("Select of Split", "!Select [2, !Split ['/', 'x/y/z']]", "\"z\"")]
    [InlineData("FindInMap", "!FindInMap [Regions, !Ref 'AWS::Region', Ami]", "\"ami-east\"")]
    [InlineData("FindInMap of a list", "!FindInMap [Regions, us-east-1, Zones]", "[\"x\",\"y\"]")]
    [InlineData("FindInMap of a number", "!FindInMap [Regions, us-east-1, Size]", "2")]
    [InlineData("Base64", "!Base64 hello", "\"aGVsbG8=\"")]
    [InlineData("ImportValue", "!ImportValue other-name", "\"exported\"")]
    [InlineData("GetAZs of the stack's region", "!GetAZs ''", "[\"us-east-1a\",\"us-east-1b\",\"us-east-1c\",\"us-east-1d\",\"us-east-1e\",\"us-east-1f\"]")]
    [InlineData("GetAZs of another region", "!Select [2, !GetAZs eu-west-1]", "\"eu-west-1c\"")]
    [InlineData("Cidr", "!Cidr [10.0.0.0/16, 3]", "[\"10.0.0.0/24\",\"10.0.1.0/24\",\"10.0.2.0/24\"]")]
    [InlineData("Cidr with bits", "!Cidr [192.168.0.0/24, '2', 5]", "[\"192.168.0.0/27\",\"192.168.0.32/27\"]")]
    [InlineData("Cidr of the sixth version", "!Select [1, !Cidr ['2001:db8::/48', 2, 64]]", "\"2001:db8:0:1::/64\"")]
    [InlineData("functions within functions", "!Sub ['${A}.${B}', {A: !Join ['', !Split ['-', !FindInMap [Regions, !Ref 'AWS::Region', Ami]]], B: !If [IsDev, !Select [0, !Ref Subnets], x]}]", "\"amieast.a\"")]
    [InlineData("If", "!If [IsProd, a, b]", "\"b\"")]
    [InlineData("If of an And", "!If [Both, a, b]", "\"a\"")]
    [InlineData("If of an Or", "!If [Either, a, b]", "\"a\"")]
    [InlineData("NoValue drops a property", "{A: !If [IsProd, a, !Ref 'AWS::NoValue'], B: c}", "{\"B\":\"c\"}")]
    [InlineData("NoValue drops an item", "[a, !Ref 'AWS::NoValue', c]", "[\"a\",\"c\"]")]
    [InlineData("a branch that is not taken may name what is not there", "!If [IsProd, !Ref Absent, b]", "\"b\"")]
    public void An_expression_comes_to_its_value(string why, string expression, string expected)
    {
        Assert.NotEmpty(why);
        Assert.Equal(expected, Resolve(expression).ToJson());
    }

    [Theory]
    [InlineData("a list index past the end", "!Select [3, [a, b]]", "Template error: Fn::Select cannot select nonexistent value at index 3")]
    [InlineData("an index that is none", "!Select [x, [a, b]]", "Template error: Fn::Select requires a list argument with two elements: an integer index and a list")]
    [InlineData("a key that the map has not", "!FindInMap [Regions, mars, Ami]", "Template error: Unable to get mapping for Regions::mars::Ami")]
    [InlineData("a map that is not there", "!FindInMap [Nope, mars, Ami]", "Template error: Mapping named 'Nope' is not present in the 'Mappings' section of template.")]
    [InlineData("a block that is none", "!Cidr [nowhere, 1]", "Template error: nowhere is not a valid CIDR block in Fn::Cidr")]
    [InlineData("more blocks than there are", "!Cidr [10.0.0.0/24, 5, 6]", "Template error: Fn::Cidr cannot take 5 blocks with 6 subnet bits from 10.0.0.0/24")]
    [InlineData("an export that is not there", "!ImportValue nope", "No export named nope found.")]
    [InlineData("a resource whose condition does not hold", "!Ref Absent", "Unresolved resource dependencies [Absent] in the Outputs block of the template")]
    [InlineData("a list where a text is needed", "!Sub '${Subnets}'", "Template error: a string is needed here, not a list (line 18, column 12)")]
    public void What_cannot_be_worked_out_is_refused_in_CloudFormations_words(string why, string expression, string message)
    {
        Assert.NotEmpty(why);

        var refusal = Assert.Throws<AwsError>(() => Resolve(expression));

        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void Conditions_that_need_each_other_are_a_cycle()
    {
        var template = Parse("Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  R: { Type: T }\n");

        var refusal = Assert.Throws<AwsError>(() => Conditions.Decide(template, new Dictionary<string, Value>()));

        Assert.Equal("Template format error: Circular dependency between conditions: [A, B]", refusal.Message);
    }

    [Fact]
    public void Resources_that_need_each_other_are_a_cycle()
    {
        var template = Parse(
            "Resources:\n  A: { Type: T, DependsOn: B }\n  B: { Type: T, Properties: { P: !Ref C } }\n  C: { Type: T, Properties: { P: !Sub '${A.X}' } }\n");

        var refusal = Assert.Throws<AwsError>(() => DependencyGraph.Of(template, new Dictionary<string, bool>()));

        Assert.Equal("Circular dependency between resources: [A, B, C]", refusal.Message);
    }

    [Fact]
    public void Resources_stand_after_those_that_they_need_and_otherwise_as_written()
    {
        var template = Parse(
            "Resources:\n  A: { Type: T, Properties: { P: !If [On1, !Ref D, !Ref C] } }\n  B: { Type: T }\n  C: { Type: T, Condition: Off1 }\n  D: { Type: T, DependsOn: C }\n");

        var graph = DependencyGraph.Of(template, new Dictionary<string, bool> { ["On1"] = true, ["Off1"] = false });

        Assert.Equal(["D", "A", "B"], graph.Order.Select(r => r.LogicalId));
    }

    private static Value Resolve(string expression)
    {
        var template = Parse($"{Head} {expression}\n");
        var bound = ParameterBinding.Bind(template.Parameters, [], new Dictionary<string, string>());
        var values = bound.ToDictionary(b => b.Key, b => ParameterBinding.ToValue(template.Parameters.First(p => p.Name == b.Key), b.Value));
        (values["AWS::Region"], values["AWS::NoValue"], values["Attribute"]) = (Value.Of("us-east-1"), Value.None, Value.Of("Arn"));
        var role = new ResourceFacts("AWS::IAM::Role", "role-1", new Dictionary<string, Value> { ["Arn"] = Value.Of("arn-1"), ["A.B"] = Value.Of("deep") });
        var scope = new ResolutionScope(
            values, template.Mappings, Conditions.Decide(template, values), name => name == "R" ? role : null,
            name => name == "other-name" ? "exported" : null);
        return new Resolver(scope, "Outputs").Resolve(template.Outputs[0].Value);
    }

    private static Template Parse(string text)
    {
        var problems = new TemplateProblems();
        var template = TemplateParser.Parse(TemplateText.Read(text), problems);
        Assert.Empty(problems.Messages);
        return template;
    }
}
