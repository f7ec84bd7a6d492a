using Amazon.DynamoDBv2.DataModel;

namespace TaskTracker.Emulation.Tests.DynamoDb.ObjectModel;

/// <summary>An object as a user of the SDK's high level declares it: keys, an index, a converted name, a version.</summary>
[DynamoDBTable("Parcels")]
public sealed class Parcel
{
    [DynamoDBHashKey("Route")]
    public string Route { get; set; } = "";

    [DynamoDBRangeKey("Stop")]
    public int Stop { get; set; }

    [DynamoDBGlobalSecondaryIndexHashKey("by-state")]
    public string? State { get; set; }

    [DynamoDBProperty("Kg")]
    public decimal Weight { get; set; }

    public List<string> Notes { get; set; } = [];

    public HashSet<string>? Labels { get; set; }

    public DateTime SentAt { get; set; }

    public Address? To { get; set; }

    [DynamoDBVersion]
    public int? Version { get; set; }
}

public sealed class Address
{
    public string City { get; set; } = "";

    public bool IsFar { get; set; }
}
