using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Tests.Logs;

/// <summary>The language of filter patterns, on the examples of AWS's own page where it has some.</summary>
public sealed class PatternTests
{
    private const string Page = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";
    private const string Apache = "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /index.html HTTP/1.0\" 404 1534";

    private const string Trail = """
        {"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","another value"],"objectList":[{"name":"a","id":1},{"name":"b","id":2}],
        "SomeObject":null,"ThisFlag":true,"latency":55.5,"code":"200","some-name":"x","percent":"50%"}
        """;

    private const string Users = """
        {"user":{"id":1,"email":"John.Stiles@example.com"},"users":[{"id":2,"email":"John.Doe@example.com"},{"id":3,"email":"Jane.Doe@example.com"}],
        "actions":["GET","PUT","DELETE"],"coordinates":[[0,1,2],[4,5,6],[7,8,9]]}
        """;

    /// <summary>Why, pattern, message, whether it matches.</summary>
    public static TheoryData<string, string, string, bool> Terms => new()
    {
        { "term within a word", "ERROR", "Exiting with ERRORCODE: -1", true },
        { "term that is left out, with a blank behind its sign", "\"ERROR\" - \"Exiting\"", "Exiting with ERRORCODE: -1", false },
        { "all terms", "ERROR Exception", "[ERROR] Unhandled Exception", true },
        { "one of two terms", "ERROR Exception", "[ERROR] Unhandled", false },
        { "any of two", "?ERROR ?WARN", "WARN message", true },
        { "none of two", "?ERROR ?WARN", "INFO message", false },
        { "any, beside a term that must be there", "?ERROR INFO", "INFO message", true },
        { "any, beside a term that must not be there", "?ERROR -WARN", "INFO message", true },
        { "quoted, with any", "?REPORT ?\"Task timed out\"", "2026 Task timed out after 3.00 seconds", true },
        { "expression", "%colou?r%", "the color", true },
        { "expression that does not fit", "%colou?r%", "the colouur", false },
        { "expression at the beginning", "%^START%", "the START", false },
        { "expression with a class and a count", "%5[0-9]{2}%", "answered 503", true },
        { "expression with a choice", "%gray|grey%", "grey", true },
        { "expression with an escaped dot", "%10\\.10\\.0\\.1%", "10.10.0.1", true },
        { "expression beside a term", "%[A-Z]+% ok", "ABC ok", true },
        { "not an expression", "-%[0-9]%", "abc 1", false },
    };

    /// <summary>Why, pattern, whether it matches a line of Apache's log.</summary>
    public static TheoryData<string, string, bool> Columns => new()
    {
        { "every column named", "[ip, user, username, timestamp, request, status_code, bytes]", true },
        { "too few columns", "[ip, user, username, timestamp, request, status_code]", false },
        { "too many columns", "[a, b, c, d, e, f, g, h]", false },
        { "ellipsis first", "[..., status_code, bytes]", true },
        { "ellipsis in between", "[ip, user, ..., status_code, bytes]", true },
        { "ellipsis last", "[ip, user, ...]", true },
        { "ellipsis for nothing", "[ip, user, username, timestamp, request, status_code, bytes, ...]", true },
        { "number", "[ip, user, username, timestamp, request, status_code, bytes > 1000]", true },
        { "number that is too small", "[..., bytes > 2000]", false },
        { "equal number", "[..., status_code = 404, bytes]", true },
        { "equal number, written differently", "[..., status_code = 4.04e2, bytes]", true },
        { "text with an asterisk", "[..., status_code = 4*, bytes]", true },
        { "text with two asterisks", "[ip, user, username, timestamp, request = *html*, status_code = 4*, bytes]", true },
        { "asterisk in between is a sign", "[..., request = \"GET*1.0\", status, bytes]", false },
        { "and", "[..., status_code = 4* && status_code != 403, bytes]", true },
        { "or", "[..., status_code = 500 || status_code = 404, bytes]", true },
        { "parentheses", "[..., (status_code = 500 || status_code = 404) && status_code != 404, bytes]", false },
        { "column without a name", "[..., request=*.html*, status_code=4*,]", true },
        { "expression", "[..., status_code = %4[0-9]{2}%, bytes]", true },
        { "old spelling of not equal", "[ip =!127.0.0.1, ...]", false },
        { "quoted", "[ip, user, username = \"frank\", ...]", true },
        { "a word is no number", "[ip, user > 1, ...]", false },
    };

    /// <summary>Why, pattern, event, whether it matches.</summary>
    public static TheoryData<string, string, string, bool> Json => new()
    {
        { "equal text", "{ $.eventType = \"UpdateTrail\" }", Trail, true },
        { "other text", "{ $.eventType != \"UpdateTrail\" }", Trail, false },
        { "text without quotes", "{$.eventType=UpdateTrail}", Trail, true },
        { "address outside", "{ $.sourceIPAddress != 123.123.* }", Trail, true },
        { "asterisks in quotes", "{ $.eventType = \"*date*\" }", Trail, true },
        { "place in a list", "{ $.arrayKey[0] = \"value\" }", Trail, true },
        { "place that is not there", "{ $.arrayKey[2] = \"*\" }", Trail, false },
        { "member of an object of a list", "{ $.objectList[1].id = 2 }", Trail, true },
        { "null", "{ $.SomeObject IS NULL }", Trail, true },
        { "what is not there is not null", "{ $.Other IS NULL }", Trail, false },
        { "not there", "{ $.SomeOtherObject NOT EXISTS }", Trail, true },
        { "null is there", "{ $.SomeObject NOT EXISTS }", Trail, false },
        { "true", "{ $.ThisFlag IS TRUE }", Trail, true },
        { "false", "{ $.ThisFlag IS FALSE }", Trail, false },
        { "any value", "{ $.latency = * }", Trail, true },
        { "any value where there is none", "{ $.other = * }", Trail, false },
        { "lists are not compared", "{ $.arrayKey != 1 }", Trail, false },
        { "less", "{ $.latency < 10e3 }", Trail, true },
        { "not less or equal", "{ $.latency <= 55.4 }", Trail, false },
        { "sign", "{ $.latency > +55 }", Trail, true },
        { "name with a hyphen", "{ $.some-name = x }", Trail, true },
        { "expression", "{ $.eventType = %Trail$% }", Trail, true },
        { "not an expression", "{ $.eventType != %^Trail% }", Trail, true },
        { "quoted percent is a sign", "{ $.percent = \"50%\" }", Trail, true },
        { "and", "{ ($.user.id = 1) && ($.users[0].email = \"John.Doe@example.com\") }", Users, true },
        { "or, neither", "{ ($.user.id = 2 && $.users[0].email = \"nonmatch\") || $.actions[2] = \"GET\" }", Users, false },
        { "and binds more than or", "{ $.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }", Users, true },
        { "parentheses", "{ ($.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }", Users, false },
        { "list of lists", "{ $.coordinates[1][2] = 6 }", Users, true },
        { "no JSON", "{ $.a = 1 }", "a = 1", false },
        { "broken JSON", "{ $.a = 1 }", "{\"a\":1", false },
    };

    /// <summary>What AWS's page leaves open: why, pattern, whether it matches the trail's event.</summary>
    public static TheoryData<string, string, bool> Open => new()
    {
        { "what is not there does not differ", "{ $.other != \"x\" }", false },
        { "null does not differ", "{ $.SomeObject != \"x\" }", false },
        { "text is not ordered", "{ $.code >= 100 }", false },
        { "number without quotes and text", "{ $.code = 200 }", true },
        { "number in quotes and number", "{ $.latency = \"55.5\" }", false },
        { "number with an asterisk", "{ $.latency = 55* }", true },
        { "boolean with a sign", "{ $.ThisFlag = true }", false },
        { "boolean and any value", "{ $.ThisFlag = * }", true },
    };

    /// <summary>Why, pattern, message.</summary>
    public static TheoryData<string, string, string> Malformed => new()
    {
        { "sign without quotes", "a.b", "Invalid character(s) in term 'a.b'" },
        { "open quote", "\"a", "Invalid filter pattern: a quoted term does not end" },
        { "nothing behind a sign", "a -", "Invalid filter pattern: a term is empty" },
        { "open expression", "%a", "Invalid filter pattern: a regular expression does not end" },
        { "unsupported sign in an expression", "%something!%", "Invalid filter pattern: '!' is not supported in a regular expression" },
        { "parentheses in an expression", "%(a)%", "Invalid filter pattern: '(' is not supported in a regular expression" },
        { "malformed expression", "%[a%", "Invalid filter pattern: the regular expression [a is malformed" },
        { "three expressions", "%a% %b% %c%", "Invalid filter pattern: it has more than 2 regular expressions" },
        { "JSON without end", "{ $.a = 1", "Invalid filter pattern: '}' is missing" },
        { "JSON without selector", "{ status = 401 }", "Invalid filter pattern: a selector such as $.name is expected" },
        { "JSON without operator", "{ $.a }", "Invalid filter pattern: an operator is missing" },
        { "JSON without value", "{ $.a = }", "Invalid filter pattern: a value is missing" },
        { "JSON, order of a text", "{ $.a > b }", "Invalid filter pattern: '>' compares with numbers only" },
        { "JSON, unknown kind", "{ $.a IS ODD }", "Invalid filter pattern: NULL, TRUE or FALSE is expected after IS" },
        { "JSON, value that needs quotes", "{ $.a = b@c }", "Invalid character(s) in term 'b@c'" },
        { "JSON and more", "{ $.a = 1 } b", "Invalid filter pattern: nothing is expected after it, but 'b' follows" },
        { "JSON, open parenthesis", "{ ($.a = 1 }", "Invalid filter pattern: ')' is expected before '}'" },
        { "columns without end", "[a, b", "Invalid filter pattern: an operator is missing" },
        { "columns, two ellipses", "[..., a, ...]", "Invalid filter pattern: there is more than one ellipsis" },
        { "columns, condition on another column", "[a, b = 4* && a > 1]", "Invalid filter pattern: the condition of the column b names the column a" },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    [Parity("logs/terms", Evidence.Documented, Page)]
    public void Terms_occur_or_do_not(string why, string pattern, string message, bool matches) => Assert.Equal((why, matches), (why, Match(pattern, message)));

    [Theory]
    [MemberData(nameof(Columns))]
    [Parity("logs/columns", Evidence.Documented, Page)]
    public void Columns_have_conditions(string why, string pattern, bool matches) => Assert.Equal((why, matches), (why, Match(pattern, Apache)));

    [Theory]
    [MemberData(nameof(Json))]
    [Parity("logs/JSON", Evidence.Documented, Page)]
    public void Members_of_JSON_have_conditions(string why, string pattern, string message, bool matches) => Assert.Equal((why, matches), (why, Match(pattern, message)));

    [Theory]
    [MemberData(nameof(Open))]
    [Parity("logs/JSON", Evidence.Unverified, "AWS's page says nothing of it")]
    public void Members_of_other_kinds_are_not_compared(string why, string pattern, bool matches) => Assert.Equal((why, matches), (why, Match(pattern, Trail)));

    /// <summary>AWS answers 'Invalid filter pattern' alone; that a column's condition names no other column is from awsdocs/amazon-cloudwatch-logs-user-guide issue 21.</summary>
    [Theory]
    [MemberData(nameof(Malformed))]
    [Parity("logs/malformed", Evidence.Deviates, "AWS says 'Invalid filter pattern' and nothing more; the reason behind it is ours")]
    public void A_malformed_pattern_is_refused_with_its_reason(string why, string pattern, string message)
    {
        var refusal = Assert.Throws<AwsError>(() => FilterPattern.Parse(pattern, FilterPattern.OfEvents));

        Assert.Equal((why, "InvalidParameterException", message), (why, refusal.Code, refusal.Message));
    }

    [Fact]
    [Parity("logs/columns", Evidence.Documented, Page)]
    public void Columns_of_a_report_line_are_parted_by_tabs_too()
    {
        const string Report = "REPORT RequestId: 1\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\t\n";

        Assert.True(Match("[report=REPORT, id_name, id, duration_name=\"Duration:\", duration > 3, unit=ms, ...]", Report));
    }

    /// <summary>Takes as long as the line is, not as there are ways to divide it.</summary>
    [Fact]
    public void An_expression_with_many_ways_to_fit_takes_no_longer() =>
        Assert.False(Match("%^[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*$%", new string('a', 20_000) + "!"));

    private static bool Match(string pattern, string message) => FilterPattern.Parse(pattern, FilterPattern.OfEvents).Matches(new LogLine(Encoding.UTF8.GetBytes(message)));
}
