namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>The expressions, by the names of their members.</summary>
internal enum ExpressionKind
{
    ConditionExpression,
    UpdateExpression,
    KeyConditionExpression,
    FilterExpression,
    ProjectionExpression,
}
