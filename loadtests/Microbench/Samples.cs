using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Microbench;

/// <summary>Items of about 300 bytes, as the table of tasks holds them.</summary>
internal static class Samples
{
    private static readonly string Padding = new('d', 130);

    public static byte[] Json(int i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$$"""
        {"TaskId":{"S":"123e4567-e89b-42d3-a456-{{{{i:d12}}}}"},"Title":{"S":"Write comprehensive documentation"},"Description":{"S":"{{{{Padding}}}}"},"Status":{"S":"In Progress"},"Priority":{"N":"{{{{i}}}}"}}
        """));

    public static Item Item(int i)
    {
        var json = Json(i);
        return new Item(json, ItemSize.OfAttributes(json));
    }

    public static byte[] Key(int i) => KeyEncoding.Encode(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"S":"123e4567-e89b-42d3-a456-{{i:d12}}"}""")), []);
}
