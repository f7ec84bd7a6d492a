namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Where a function's process finds AWS.</summary>
/// <param name="Emulator">Host and port.</param>
/// <param name="DynamoDb">Where tables live; <c>null</c> for in the emulator.</param>
internal sealed record FunctionEndpoints(string Emulator, Uri? DynamoDb);
