using System.Text.Json;

namespace TaskTracker.Emulation.Tests.DynamoDb.Shapes;

/// <summary>Real answers against the model that the SDKs are made from, where Python's botocore is installed.</summary>
public sealed class ServiceModelTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Source = "botocore's data/dynamodb/2012-08-10/service-2.json";

    [Fact]
    [Parity("dynamodb/Shapes", Evidence.Documented, Source)]
    public async Task Every_answer_has_the_shape_of_the_service_model()
    {
        var models = await ModelsAsync();
        List<string> problems = [];

        await EveryOperation.RunAsync(Http, "shapes", (call, answer) =>
        {
            Assert.True(answer.Status == 200, $"{call}\n{answer.Status} {answer.Body}");
            using var body = JsonDocument.Parse(answer.Body.Length == 0 ? "{}" : answer.Body);
            problems.AddRange(models[call.Target].Problems(call.Operation, body.RootElement));
            return Task.CompletedTask;
        });

        Assert.Empty(problems);
    }

    [Fact]
    public async Task Every_operation_that_is_known_is_among_those_that_are_tried()
    {
        var models = await ModelsAsync();
        List<string> known = [];
        foreach (var (target, model) in models)
        {
            foreach (var operation in model.Operations)
            {
                var answer = await Http.JsonAsync("dynamodb", $"{target}.{operation}", "{}");
                if (!answer.Body.Contains("UnknownOperationException", StringComparison.Ordinal)) known.Add(operation);
            }
        }

        Assert.Equal(EveryOperation.Calls.Select(c => c.Operation).Distinct().Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_that_is_not_known_is_refused_by_its_name()
    {
        var models = await ModelsAsync();
        List<string> nameless = [];
        foreach (var (target, model) in models)
        {
            foreach (var operation in model.Operations)
            {
                var answer = await Http.JsonAsync("dynamodb", $"{target}.{operation}", "{}");
                if (answer.Body.Contains("UnknownOperationException", StringComparison.Ordinal) && !answer.Body.Contains(operation, StringComparison.Ordinal)) nameless.Add(operation);
            }
        }

        Assert.Empty(nameless);
    }

    private static async Task<IReadOnlyDictionary<string, ServiceModel>> ModelsAsync()
    {
        var (items, streams) = (await ServiceModel.ReadAsync("dynamodb/2012-08-10", Cancellation), await ServiceModel.ReadAsync("dynamodbstreams/2012-08-10", Cancellation));
        if (items is null || streams is null) Assert.Skip("Python's botocore, which holds the model, is not installed.");
        return new Dictionary<string, ServiceModel> { ["DynamoDB_20120810"] = items, ["DynamoDBStreams_20120810"] = streams };
    }
}
