using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("one of the allowed", "Type: String, AllowedValues: [a, b]", "b", null)]
    [InlineData("none of the allowed", "Type: String, AllowedValues: [a, b]", "c", "Parameter 'P' must be one of AllowedValues")]
    [InlineData("flags are texts", "Type: String, AllowedValues: [true, false]", "true", null)]
    [InlineData("the pattern matches the whole", "Type: String, AllowedPattern: '[a-z]+'", "abc1", "Parameter 'P' must match pattern [a-z]+")]
    [InlineData("a pattern with alternatives", "Type: String, AllowedPattern: 'a|bc'", "bc", null)]
    [InlineData("the author's own words", "Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: letters only", "1", "Parameter 'P' failed to satisfy constraint: letters only")]
    [InlineData("too short", "Type: String, MinLength: 3", "ab", "Parameter 'P' must contain at least 3 characters")]
    [InlineData("too long", "Type: String, MaxLength: 1", "ab", "Parameter 'P' must contain at most 1 characters")]
    [InlineData("more characters than there ever are", "Type: String, MinLength: 99999999999", "ab", "Parameter 'P' must contain at least 99999999999 characters")]
    [InlineData("fewer characters than there ever are", "Type: String, MaxLength: 99999999999", "ab", null)]
    [InlineData("a pattern that takes for ever", "Type: String, AllowedPattern: '(a+)+b'", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Parameter 'P' must match pattern (a+)+b")]
    [InlineData("no number", "Type: Number", "x", "Parameter 'P' must be a number")]
    [InlineData("too small", "Type: Number, MinValue: 3", "2", "Parameter 'P' must be a number not less than 3")]
    [InlineData("too large", "Type: Number, MaxValue: 3", "3.5", "Parameter 'P' must be a number not greater than 3")]
    [InlineData("every item of a list counts", "Type: List<Number>", "1, x", "Parameter 'P' must be a number")]
    public void A_value_is_held_against_its_declaration(string why, string declaration, string value, string? message)
    {
        Assert.NotEmpty(why);
        var declared = Declare($"P: {{ {declaration} }}");

        var refusal = Record.Exception(() => ParameterBinding.Bind(declared, [new GivenParameter("P", value, UsePrevious: false)], NoneBefore));

        Assert.Equal(message, refusal?.Message);
    }

    [Theory]
    [InlineData("a possessive quantifier", "[a-z]++", "abc", "ABC")]
    [InlineData("which gives nothing back", "[a-z]++c", null, "abc")]
    [InlineData("of a group", "(a|b){1,2}+c", "abc", "abbc")]
    [InlineData("of an escape", @"x\u0041?+\++", "xA++", "xAA")]
    [InlineData("after something else", "ab*+b?", "abb", "aab")]
    [InlineData("a named class", @"\p{Alnum}+", "aZ9", "a-")]
    [InlineData("among others in a class", @"[\p{Lower}_-]+", "a_-", "A")]
    [InlineData("the opposite of one", @"\P{Digit}", "x", "1")]
    [InlineData("the opposite of one in a class", @"[\D5]+", "x5é", "4")]
    [InlineData("digits are those of ASCII", @"\d", "1", "١")]
    [InlineData("letters too", @"[\w-_]*", "a-1_", "é")]
    [InlineData("a class of Unicode", @"\p{Lu}+", "ÄB", "a")]
    [InlineData("a quotation", @"\Qa.b*\E+", "a.b**", "axb")]
    [InlineData("an escaped backslash", @"\\d", @"\d", "1")]
    [InlineData("a closing bracket at the beginning of a class", "[]a]+", "]a", "b")]
    [InlineData("groups that only look at what comes", "(?=.*[0-9])(?i:[a-z0-9])+", "A1", "a")]
    public void A_pattern_means_what_it_means_in_Java(string why, string pattern, string? matching, string other)
    {
        Assert.NotEmpty(why);

        var read = JavaPattern.Read(pattern);

        Assert.NotNull(read);
        if (matching is not null) Assert.True(read.IsMatch(matching));
        Assert.False(read.IsMatch(other));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("a)")]
    [InlineData("++")]
    [InlineData("\\")]
    [InlineData("[a[bc]]")]
    [InlineData("[a-z&&[^b]]")]
    [Parity("cloudformation/parameters", Evidence.Unverified, "that such a pattern is refused; the text is not known")]
    public void What_is_no_pattern_is_a_problem_of_its_template(string pattern)
    {
        var problems = new TemplateProblems();

        TemplateParser.ParametersOf(TemplateText.Read($"Parameters:\n  P: {{ Type: String, AllowedPattern: '{pattern}' }}\n"), problems);

        Assert.Equal([$"Template format error: Parameter 'P' AllowedPattern {pattern} is no regular expression that can be used here. (line 2, column 38)"], problems.Messages);
    }

    [Fact]
    public void Given_values_come_before_the_stacks_and_those_before_nothing()
    {
        var declared = Declare("A: { Type: String, Default: a }", "B: { Type: String, Default: b }", "C: { Type: String }");
        var before = new Dictionary<string, string> { ["A"] = "old-a", ["B"] = "old-b", ["C"] = "old-c" };

        var bound = ParameterBinding.Bind(declared, [new("A", "new", false), new("C", null, true)], before);

        Assert.Equal(["new", "b", "old-c"], bound.Select(b => b.Value));
    }

    [Theory]
    [InlineData("nobody gives a value", "", "Parameters: [A, B] must have values")]
    [InlineData("one that the template has not", "X=1", "Parameters: [X] do not exist in the template")]
    public void A_request_that_does_not_fit_the_template_is_refused(string why, string given, string message)
    {
        Assert.NotEmpty(why);
        var declared = Declare("A: { Type: String }", "B: { Type: String }");
        var parameters = given.Split('=') is [var name, var value] ? new[] { new GivenParameter(name, value, false) } : [];

        var refusal = Assert.Throws<AwsError>(() => ParameterBinding.Bind(declared, parameters, NoneBefore));

        Assert.Equal(message, refusal.Message);
    }

    private static readonly Dictionary<string, string> NoneBefore = [];

    private static IReadOnlyList<ParameterDeclaration> Declare(params string[] members)
    {
        var problems = new TemplateProblems();
        var declared = TemplateParser.ParametersOf(TemplateText.Read("Parameters:\n" + string.Concat(members.Select(m => $"  {m}\n"))), problems);
        Assert.Empty(problems.Messages);
        return declared;
    }
}
