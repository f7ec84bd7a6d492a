using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsCheck;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.DynamoDb.Shapes;

/// <summary>Whatever comes in, the answer is 200 or says what is wrong with it; what is not right never becomes a failure of the emulator's own.</summary>
/// <remarks><c>FUZZ_CALLS</c> asks for more calls of each operation. A failure prints the seed, and <c>CsCheck_Seed</c> tries that one again.</remarks>
public sealed class FuzzTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const long MemoryBytes = 256 * 1024 * 1024;

    private readonly Uri _endpoint = emulator.Endpoint;
    private readonly HttpClient _http = new() { BaseAddress = emulator.Endpoint };
    private readonly RequestSigner _signer = new(new AwsCredentials("test", "test"), "us-east-1", TimeProvider.System);

    [Fact]
    public async Task No_body_of_any_operation_brings_the_emulator_down()
    {
        var calls = int.Parse(Environment.GetEnvironmentVariable("FUZZ_CALLS") ?? "60", CultureInfo.InvariantCulture);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        List<Call> good = [];
        await EveryOperation.RunAsync(Http, "fuzz", (call, _) =>
        {
            if (call.Operation is not ("DeleteTable" or "UpdateTable")) good.Add(call);
            return Task.CompletedTask;
        });
        await Http.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", good[0].Body);
        good.AddRange(EveryOperation.Calls.Where(c => c.Operation is "DeleteTable" or "UpdateTable").Select(c => c.With(new Dictionary<string, string> { ["$TABLE"] = "fuzz-absent" })));

        foreach (var call in good)
        {
            await Hostile.Of(call.Body).SampleAsync(body => CheckAsync(call, body), iter: calls, threads: 2, print: b => $"{call.Operation} {Encoding.UTF8.GetString(b)}");
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MemoryBytes);
    }

    [Theory]
    [InlineData("a bomb of lists", '[', 1_000_000)]
    [InlineData("a bomb of objects", '{', 1_000_000)]
    [InlineData("nothing but blanks", ' ', 8_000_000)]
    public async Task A_body_of_one_character(string why, char character, int length)
    {
        Assert.NotEmpty(why);
        var body = Encoding.UTF8.GetBytes(new string(character, length));

        foreach (var call in EveryOperation.Calls) await CheckAsync(call, body);
    }

    [Fact]
    public async Task More_than_16_MB_are_too_much()
    {
        var body = new byte[(16 * 1024 * 1024) + 1];

        Assert.Equal(413, (await SendAsync(EveryOperation.Calls[3], body)).Status);
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing) _http.Dispose();
        base.Dispose(isDisposing);
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 4096 });
            while (reader.Read())
            {
            }

            return body.Length > 0 && Utf8.IsValid(body);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task CheckAsync(Call call, byte[] body)
    {
        var (status, answer) = await SendAsync(call, body);
        Assert.True(status is 200 or 400, $"{call.Operation} answered {status} {answer}");
        if (status == 400) Assert.Contains("\"__type\":\"com.amazon", answer, StringComparison.Ordinal);
        if (!IsJson(body)) Assert.Contains("SerializationException", answer, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body)> SendAsync(Call call, byte[] body)
    {
        var headers = new HeaderDictionary
        {
            ["Host"] = _endpoint.Authority,
            ["Content-Type"] = "application/x-amz-json-1.0",
            ["X-Amz-Target"] = $"{call.Target}.{call.Operation}",
        };
        _signer.Sign("dynamodb", "POST", "/", "", headers, body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToString())) request.Content.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        using var response = await _http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
