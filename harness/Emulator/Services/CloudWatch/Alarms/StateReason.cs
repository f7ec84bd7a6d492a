using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Why an alarm is in its state, in AWS's words and as data.</summary>
/// <remarks>Source: cloudwatch/test_cloudwatch, and notifications of AWS that their receivers have published.</remarks>
internal static class StateReason
{
    /// <summary>Longer lists of data points stand behind the sentence, and only their newest.</summary>
    private const int MostInline = 4;
    private const int MostListed = 5;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(AlarmSettings settings, string state, IReadOnlyList<Datapoint> evaluated)
    {
        var (periods, missing) = (settings.EvaluationPeriods, evaluated.Count(p => p.Value is null));
        if (state == StateValue.InsufficientData) return string.Create(CultureInfo.InvariantCulture, $"Insufficient Data: {Datapoints(missing)} {Were(missing)} unknown.");

        var isAlarm = state == StateValue.Alarm;
        var telling = evaluated.Where(p => p.Value is not null && Evaluation.IsBreaching(settings, p) == isAlarm).ToList();
        var treated = missing > 0 && settings.MissingData is MissingData.Breaching or MissingData.NotBreaching
            ? $" and {Missing(missing)} {Were(missing)} treated as [{(settings.MissingData == MissingData.Breaching ? "Breaching" : "NonBreaching")}]"
            : "";
        if (telling.Count == 0)
        {
            var received = evaluated.Count - missing;
            return string.Create(CultureInfo.InvariantCulture,
                $"Threshold Crossed: {(received == 0 ? "no datapoints" : Datapoints(received))} {(received == 1 ? "was" : "were")} received for {periods} period{S(periods)}{treated}.");
        }

        var count = settings.DatapointsToAlarm is null
            ? Datapoints(telling.Count)
            : string.Create(CultureInfo.InvariantCulture, $"{telling.Count} out of the last {periods} datapoints");
        var (inline, behind) = Listed(telling, isAlarm);
        return $"Threshold Crossed: {count}{inline} {Were(telling.Count)} {(isAlarm ? "" : "not ")}{Comparison.Get(settings.ComparisonOperator).Words} "
            + $"the threshold ({AlarmNumber.Text(settings.Threshold)}){treated}{behind}{Least(settings, isAlarm)}.";
    }

    public static string Data(AlarmSettings settings, IReadOnlyList<Datapoint> evaluated, DateTimeOffset now)
    {
        var known = evaluated.Where(p => p.Value is not null).Reverse().ToList();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteString("queryDate", AlarmTime.Text(now));
            if (known.Count > 0) json.WriteString("startDate", AlarmTime.Text(AlarmTime.OfMinute(known[0].Minute)));
            if (settings.Unit is { } unit) json.WriteString("unit", unit);
            json.WriteString("statistic", settings.Statistic ?? settings.ExtendedStatistic);
            json.WriteNumber("period", settings.PeriodSeconds);
            json.WriteStartArray("recentDatapoints");
            foreach (var point in known) json.WriteRawValue(AlarmNumber.Text(point.Value ?? 0));
            json.WriteEndArray();
            Number(json, "threshold", settings.Threshold);
            json.WriteStartArray("evaluatedDatapoints");
            foreach (var point in evaluated) Write(json, point);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Datapoint point)
    {
        json.WriteStartObject();
        json.WriteString("timestamp", AlarmTime.Text(AlarmTime.OfMinute(point.Minute)));
        if (point.Value is { } value)
        {
            Number(json, "sampleCount", point.SampleCount);
            Number(json, "value", value);
        }

        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(AlarmNumber.Text(value));
    }

    private static (string Inline, string Behind) Listed(List<Datapoint> points, bool isAlarm)
    {
        var shown = points.Take(MostListed).Select(p => $"{AlarmNumber.Text(p.Value ?? 0)} ({AlarmTime.Short(AlarmTime.OfMinute(p.Minute))})");
        var list = $"[{string.Join(", ", shown)}]";
        return points.Count <= MostInline ? (" " + list, "") : ("", $". The most recent datapoints{(isAlarm ? " which crossed the threshold" : "")}: {list}");
    }

    private static string Least(AlarmSettings settings, bool isAlarm)
    {
        if (settings.DatapointsToAlarm is not { } toAlarm) return "";
        var least = isAlarm ? toAlarm : settings.EvaluationPeriods - toAlarm + 1;
        return $" (minimum {Datapoints(least)} for {(isAlarm ? "OK -> ALARM" : "ALARM -> OK")} transition)";
    }

    private static string Datapoints(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} datapoint{S(count)}");

    private static string Missing(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} missing datapoint{S(count)}");

    private static string Were(int count) => count == 1 ? "was" : "were";

    private static string S(int count) => count == 1 ? "" : "s";
}
