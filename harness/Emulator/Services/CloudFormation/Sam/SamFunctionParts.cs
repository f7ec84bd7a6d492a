using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>What hangs on a serverless function: its version and alias, its address, the streams that it reads, the APIs that call it, what becomes of its asynchronous invocations.</summary>
internal static class SamFunctionParts
{
    private static readonly string[] StreamProperties =
    [
        "BatchSize", "BisectBatchOnFunctionError", "DestinationConfig", "Enabled", "FunctionResponseTypes", "MaximumBatchingWindowInSeconds", "MaximumRecordAgeInSeconds",
        "MaximumRetryAttempts", "StartingPosition",
    ];

    public static IEnumerable<Entry> Of(SamResource function, Node.Map code, SamApiEvents apis)
    {
        var alias = AliasName(function);
        var target = alias is null ? function.Ref(function.LogicalId) : function.Ref(function.LogicalId + "Alias" + alias.Text);
        if (alias is not null)
        {
            // SAM knows what the parameters are, and makes another version for another one.
            if (HasFunctions(code)) function.Refuse("AutoPublishAlias needs a CodeUri without intrinsic functions here", code.At);
            var version = SamHash.LogicalId(function.LogicalId + "Version", SortedJson(WhatMakesAVersion(function, code)));
            yield return function.Kept(version, "AWS::Lambda::Version", ("FunctionName", function.Ref(function.LogicalId)), ("Description", function["VersionDescription"]));
            yield return function.Further(
                function.LogicalId + "Alias" + alias.Text, "AWS::Lambda::Alias", ("Name", alias), ("FunctionName", function.Ref(function.LogicalId)),
                ("FunctionVersion", GetAtt(function, version, "Version")), ("ProvisionedConcurrencyConfig", function["ProvisionedConcurrencyConfig"]));
        }

        foreach (var url in Url(function, target)) yield return url;
        var arn = alias is null ? function.LogicalId + ".Arn" : function.LogicalId + "Alias" + alias.Text;
        foreach (var made in Events(function, target, arn, apis)) yield return made;
        if (function["EventInvokeConfig"] is { } config) yield return EventInvokeConfig(function, config, alias);
    }

    /// <summary>Its code, and what else of a function decides how it runs: any of it that changes is another version.</summary>
    private static Node.Map WhatMakesAVersion(SamResource function, Node.Map code)
    {
        var made = code;
        foreach (var entry in (function["Environment"] as Node.Map)?.Entries ?? []) made = made.With(entry.Key, entry.Value);
        return function["MemorySize"] is { } memory ? made.With("MemorySize", memory) : made;
    }

    private static Node.Scalar? AliasName(SamResource function)
    {
        var alias = function["AutoPublishAlias"];
        if (alias is null && function["ProvisionedConcurrencyConfig"] is { } provisioned)
        {
            function.Refuse("To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function", provisioned.At);
        }

        if (alias is null or Node.Scalar { Kind: ScalarKind.Text }) return alias as Node.Scalar;
        function.Refuse("'AutoPublishAlias' must be a string here", alias.At);
        return null;
    }

    private static IEnumerable<Entry> Url(SamResource function, Node.Map target)
    {
        if (function["FunctionUrlConfig"] is not { } given) yield break;
        if (given is not Node.Map { IsFunction: false } config || config["AuthType"] is not { } authType)
        {
            function.Refuse("AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.", given.At);
            yield break;
        }

        yield return function.Further(
            function.LogicalId + "Url", "AWS::Lambda::Url", ("TargetFunctionArn", target), ("AuthType", authType), ("Cors", config["Cors"]), ("InvokeMode", config["InvokeMode"]));
        if (authType.AsText != "NONE") yield break;
        yield return function.Further(
            function.LogicalId + "UrlPublicPermissions", "AWS::Lambda::Permission", ("Action", function.Text("lambda:InvokeFunctionUrl")), ("FunctionName", target),
            ("Principal", function.Text("*")), ("FunctionUrlAuthType", authType));
        yield return function.Further(
            function.LogicalId + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", ("Action", function.Text("lambda:InvokeFunction")), ("FunctionName", target),
            ("Principal", function.Text("*")), ("InvokedViaFunctionUrl", new Node.Scalar("true", ScalarKind.Flag, function.At)));
    }

    private static IEnumerable<Entry> Events(SamResource function, Node.Map target, string arn, SamApiEvents apis)
    {
        foreach (var entry in (function["Events"] as Node.Map)?.Entries ?? [])
        {
            var source = entry.Value as Node.Map;
            var type = source?["Type"]?.AsText;
            if (SamApiEvents.IsOne(type))
            {
                foreach (var made in apis.Translate(function, entry, type ?? "", target, arn)) yield return made;
                continue;
            }

            if (type != "DynamoDB")
            {
                function.Refuse(
                    $"Event with id [{entry.Key}] is invalid. Resource dict has missing or invalid value for key Type. Event Type is: {type ?? "None"}. "
                    + "Supported here: Api, DynamoDB, HttpApi", entry.KeyAt);
                continue;
            }

            var properties = source?["Properties"] as Node.Map ?? new Node.Map([], entry.Value.At);
            foreach (var other in properties.Entries.Where(p => p.Key != "Stream" && !StreamProperties.Contains(p.Key)))
            {
                function.Refuse($"Event with id [{entry.Key}] is invalid. property {other.Key} is not supported here", other.KeyAt);
            }

            if (properties["Stream"] is null) function.Refuse($"Event with id [{entry.Key}] is invalid. No Queue (for SQS) or Stream (for Kinesis, DynamoDB or MSK) or Broker (for Amazon MQ) provided.", entry.KeyAt);
            yield return function.Further(
                function.LogicalId + entry.Key, "AWS::Lambda::EventSourceMapping",
                [("EventSourceArn", properties["Stream"]), ("FunctionName", target), .. StreamProperties.Select(name => (name, properties[name]))]);
        }
    }

    private static Entry EventInvokeConfig(SamResource function, Node config, Node.Scalar? alias)
    {
        var settings = config as Node.Map ?? new Node.Map([], config.At);
        if (function["Role"] is null && settings["DestinationConfig"] is { } own)
        {
            function.Refuse("DestinationConfig of EventInvokeConfig needs a Role here, which may call the destination", own.At);
        }

        var destinations = (settings["DestinationConfig"] as Node.Map)?.Entries.Select(d => d with { Value = Destination(function, d) }).ToList();
        var made = function.Further(
            function.LogicalId + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", ("FunctionName", function.Ref(function.LogicalId)),
            ("Qualifier", alias ?? function.Text("$LATEST")),
            ("MaximumEventAgeInSeconds", settings["MaximumEventAgeInSeconds"]), ("MaximumRetryAttempts", settings["MaximumRetryAttempts"]),
            ("DestinationConfig", new Node.Map(destinations ?? [], config.At)));
        return alias is null || made.Value is not Node.Map map ? made : made with { Value = map.With("DependsOn", new Node.List([function.Text($"{function.LogicalId}Alias{alias.Text}")], function.At)) };
    }

    /// <summary>Without its type, which SAM needs for the permission only that it would add to a role of its own.</summary>
    private static Node Destination(SamResource function, Entry given)
    {
        if ((given.Value as Node.Map)?["Destination"] is { } destination) return Node.MapAt(given.Value.At, ("Destination", destination));
        function.Refuse($"The {given.Key} of EventInvokeConfig has no Destination; queues and topics that SAM would make are not supported here", given.KeyAt);
        return given.Value;
    }

    private static bool HasFunctions(Node node) => node switch
    {
        Node.Map map => map.IsFunction || map.Entries.Any(e => HasFunctions(e.Value)),
        Node.List list => list.Items.Any(HasFunctions),
        _ => false,
    };

    public static Node.Map GetAtt(SamResource function, string resource, string attribute) =>
        Node.MapAt(function.At, ("Fn::GetAtt", new Node.List([function.Text(resource), function.Text(attribute)], function.At)));

    /// <summary>As SAM hashes it: keys in order, without blanks.</summary>
    private static string SortedJson(Node node) => node switch
    {
        Node.Map map => "{" + string.Join(',', map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => NodeJson.Write(Node.TextAt(e.Key, e.KeyAt)) + ":" + SortedJson(e.Value))) + "}",
        Node.List list => "[" + string.Join(',', list.Items.Select(SortedJson)) + "]",
        _ => NodeJson.Write(node),
    };
}
