using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A directory that cannot be trusted is refused whole, with the reason.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private readonly DataFolder _data = new();

    [Fact]
    public async Task One_that_another_emulator_uses()
    {
        await using var first = await _data.StartAsync();

        Assert.Contains("another emulator", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_another_account()
    {
        await _data.RunAsync(_ => Task.CompletedTask);

        var refusal = await Assert.ThrowsAsync<DataDirectoryRefused>(
            () => Emulator.StartAsync(new EmulatorOptions(Port: 0) { DataDirectory = _data.Path, Account = "111111111111" }, cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("account 000000000000 in us-east-1, not of 111111111111", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a newer format", "PRAGMA user_version = 2", "is of format 2, written by another version; this one reads format 1")]
    [InlineData("a state from a later version", "INSERT INTO spaces (name) VALUES ('telepathy')", "holds state that this version does not know: telepathy")]
    [InlineData("a row with another value", "UPDATE rows SET value = zeroblob(length(value))", "is damaged")]
    [InlineData("a row under another key", "UPDATE rows SET key = CAST('role/other' AS BLOB)", "is damaged")]
    [InlineData("a database of somebody else", "PRAGMA application_id = 7", "is not an emulator's")]
    public async Task One_that_holds(string why, string sql, string message)
    {
        Assert.NotEmpty(why);
        await FillAsync();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_data.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        Assert.Contains(message, await RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bytes that are no database", 0, 100)]
    [InlineData("a page of nothing", 4096, 4096)]
    public async Task One_with(string why, int from, int count)
    {
        Assert.NotEmpty(why);
        await FillAsync();
        using (var file = File.OpenWrite(_data.Database))
        {
            file.Position = from;
            file.Write(new byte[count]);
        }

        Assert.Contains("is damaged", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_ends_too_early()
    {
        await FillAsync();
        using (var file = File.OpenWrite(_data.Database)) file.SetLength(file.Length / 2);

        Assert.Contains("is damaged", await RefusalAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _data.Dispose();

    private Task FillAsync() => _data.RunAsync(http => http.QueryAsync(
        "iam", "2010-05-08", "CreateRole", ("RoleName", "kept"),
        ("AssumeRolePolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""")));

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<DataDirectoryRefused>(_data.StartAsync)).Message;
}
