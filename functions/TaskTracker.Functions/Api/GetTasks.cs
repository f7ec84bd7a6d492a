using System.Globalization;
using TaskTracker.Functions.Http;
using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions.Api;

/// <summary>GET /tasks: every task, or one page of <c>limit</c> tasks from <c>nextToken</c> on.</summary>
internal static class GetTasks
{
    private const int LargestLimit = 1_000;

    public static async Task<ApiResponse> HandleAsync(TaskTable table, Envelope envelope, ApiRequest request, CancellationToken cancellation) =>
        EntityTag.Validate(request, await ReadAsync(table, envelope, request, cancellation));

    private static async Task<ApiResponse> ReadAsync(TaskTable table, Envelope envelope, ApiRequest request, CancellationToken cancellation)
    {
        var limit = Limit(request);
        var after = request.Query.TryGetValue("nextToken", out var token) ? NextToken.Parse(token) : null;
        var room = envelope.RoomForBody(request.RequestId, nextToken: null);
        using var list = new TaskList();

        // One task more than the page holds tells whether there is a next page.
        await foreach (var task in table.ScanAsync(after, limit + 1, cancellation))
        {
            if (list.Count == limit)
                return Page(list, envelope, request);

            list.Add(task);
            if (list.LengthInsideString > room)
            {
                list.RemoveLast();
                return Page(list, envelope, request);
            }
        }

        return new ApiResponse(200, list.ToBody());
    }

    /// <summary>The token's header takes room too, which may cost the last task.</summary>
    private static ApiResponse Page(TaskList list, Envelope envelope, ApiRequest request)
    {
        while (true)
        {
            var token = NextToken.After(list.LastTaskId);
            if (list.LengthInsideString <= envelope.RoomForBody(request.RequestId, token))
                return new ApiResponse(200, list.ToBody(), token);

            list.RemoveLast();
        }
    }

    private static int? Limit(ApiRequest request)
    {
        if (!request.Query.TryGetValue("limit", out var text))
            return null;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestLimit
            ? limit
            : throw Problem.Validation($"limit must be a whole number from 1 to {LargestLimit}");
    }
}
