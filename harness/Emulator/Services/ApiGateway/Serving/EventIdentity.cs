using System.Text.Json;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Who called, as events of payload format 1.0 show it: nobody is known to an API without authorizers.</summary>
internal static class EventIdentity
{
    public static void Write(Utf8JsonWriter json, ApiCall call, bool hasCognitoAmr)
    {
        json.WriteStartObject("identity"u8);
        json.WriteNull("accessKey"u8);
        json.WriteNull("accountId"u8);
        json.WriteNull("caller"u8);
        if (hasCognitoAmr) json.WriteNull("cognitoAmr"u8);
        json.WriteNull("cognitoAuthenticationProvider"u8);
        json.WriteNull("cognitoAuthenticationType"u8);
        json.WriteNull("cognitoIdentityId"u8);
        json.WriteNull("cognitoIdentityPoolId"u8);
        json.WriteNull("principalOrgId"u8);
        json.WriteString("sourceIp"u8, call.SourceIp);
        json.WriteNull("user"u8);
        json.WriteString("userAgent"u8, call.UserAgent);
        json.WriteNull("userArn"u8);
        json.WriteEndObject();
    }
}
