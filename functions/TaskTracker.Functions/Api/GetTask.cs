using TaskTracker.Functions.Http;
using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions.Api;

/// <summary>GET /tasks/{TaskId}</summary>
internal static class GetTask
{
    public static async Task<ApiResponse> HandleAsync(TaskTable table, ApiRequest request, CancellationToken cancellation)
    {
        if (!TaskId.TryParse(request.TaskId, out var id) || await table.GetAsync(id, cancellation) is not { } task)
            throw Problem.TaskNotFound(request.TaskId);

        return EntityTag.Validate(request, new ApiResponse(200, TaskBody.Bare(task)));
    }
}
