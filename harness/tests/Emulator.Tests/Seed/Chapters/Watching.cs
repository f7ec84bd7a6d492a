using static TaskTracker.Emulation.Tests.Seed.Chapters.Installation;
using static TaskTracker.Emulation.Tests.Seed.SeedKind;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>Logs, alarms, dashboards, and what saves money.</summary>
internal static class Watching
{
    public static IReadOnlyList<SeedChapter> Chapters { get; } =
    [
        new("CloudWatch Logs", [
            new(SecondGenerationOnly, "aws logs tail /aws/lambda/GetTasks --follow", "the lines of the last ten minutes") { Until = "REPORT RequestId:" },
            new(AsWritten, """
                aws logs filter-log-events \
                  --log-group-name /aws/lambda/GetTasks \
                  --filter-pattern "ERROR"
                """, "the one line that a call with `?limit=none` made the function write")
            {
                Given = "curl -s 'https://<api-url>/tasks?limit=none'",
                Check = (_, typed) =>
                {
                    Assert.Single(typed.Json["events"]?.AsArray() ?? []);
                    return Has(typed["events/0/message"], "\tERROR\tThe limit is no number");
                },
            },
            new(SecondGenerationOnly, "aws logs tail /aws/lambda/CreateTasks --follow --since 5m", "the seed's function is called CreateTask; its lines of the last five minutes")
            {
                Refusal = "The specified log group does not exist.",
                Then = "aws logs tail /aws/lambda/CreateTask --follow --since 5m",
                Until = "REPORT RequestId:",
            },
        ]),
        new("Setting Up Alarms", [
            new(FailsAsOnAws, """
                aws cloudwatch put-metric-alarm \
                  --alarm-name TaskTrackerLambdaErrors \
                  --alarm-description "Alert if Lambda functions have errors" \
                  --metric-name Errors \
                  --namespace AWS/Lambda \
                  --statistic Sum \
                  --period 300 \
                  --threshold 5 \
                  --comparison-operator GreaterThanOrEqualToThreshold \
                  --alarm-actions arn:aws:sns:us-east-1:ACCOUNT:alerts-topic
                """, "the alarm has its threshold and its action")
            {
                Refusal = "the following arguments are required: --evaluation-periods",
                RefusalOfService = "Value null at 'evaluationPeriods' failed to satisfy constraint: Member must not be null",
                Then = """
                    aws cloudwatch put-metric-alarm --alarm-name TaskTrackerLambdaErrors --alarm-description "Alert if Lambda functions have errors" \
                      --metric-name Errors --namespace AWS/Lambda --statistic Sum --period 300 --threshold 5 --evaluation-periods 1 \
                      --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions arn:aws:sns:us-east-1:ACCOUNT:alerts-topic
                    aws cloudwatch describe-alarms --alarm-names TaskTrackerLambdaErrors
                    """,
                Check = (_, typed) => Same(
                    (5.0, "1", "arn:aws:sns:us-east-1:000000000000:alerts-topic"),
                    ((double?)typed.Json["MetricAlarms"]?[0]?["Threshold"] ?? 0, typed["MetricAlarms/0/EvaluationPeriods"], typed["MetricAlarms/0/AlarmActions/0"])),
            },
        ]),
        new("Custom Dashboards", [
            new(AsWritten, """
                aws cloudwatch put-dashboard \
                  --dashboard-name TaskTrackerDashboard \
                  --dashboard-body file://dashboard-config.json
                """, "nothing to complain of in the body, which is kept")
            {
                Check = async (session, typed) =>
                {
                    Assert.Empty(typed.Json["DashboardValidationMessages"]?.AsArray() ?? []);
                    await Has((await session.TypeAsync("aws cloudwatch get-dashboard --dashboard-name TaskTrackerDashboard")).Output, "Lambda Invocations");
                },
            },
        ]),
        new("Cost Optimization Strategies", [
            new(AsWritten, "aws lambda list-functions\naws dynamodb list-tables", "four functions, one table") { Check = (_, typed) => Has(typed.Output, "GetTasks", "DeleteTask", "\"Tasks\"") },
            new(AsWritten, """
                aws logs put-retention-policy \
                  --log-group-name /aws/lambda/GetTasks \
                  --retention-in-days 30
                """, "the group says so")
            {
                Check = async (session, _) => await Has(
                    (await session.CallAsync("logs", "Logs_20140328.DescribeLogGroups", """{"logGroupNamePrefix":"/aws/lambda/GetTasks"}""")).ToJsonString(), "\"retentionInDays\":30"),
            },
            new(AsWritten, """
                aws lambda put-function-concurrency \
                  --function-name GetTasks \
                  --reserved-concurrent-executions 100
                """, "the function has them to itself")
            {
                Check = async (session, _) => await Same(
                    """{"ReservedConcurrentExecutions":100}""", (await session.Aws.SendAsync("lambda", "GET", "/2019-09-30/functions/GetTasks/concurrency")).Body),
            },
            new(FailsAsOnAws, "# Configure in Lambda environment: _X_AMZN_TRACE_ID", "Lambda takes no variable that begins so; X-Ray itself is refused by its name")
            {
                Then = """
                    (aws lambda update-function-configuration --function-name GetTasks --environment Variables="{_X_AMZN_TRACE_ID=1}" || aws xray get-sampling-rules || true) 2>&1
                    """,
                Check = (_, typed) => Has(
                    typed.Output, "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]", "The service xray is not emulated here."),
            },
        ]),
    ];
}
