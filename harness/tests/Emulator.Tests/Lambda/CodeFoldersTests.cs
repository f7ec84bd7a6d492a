using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class CodeFoldersTests
{
    private const int Files = 2000;
    private static readonly string Sha256 = Convert.ToBase64String(new byte[32]);

    [Fact]
    public async Task Code_is_whole_for_who_comes_when_another_has_gone_while_it_was_unpacked()
    {
        var root = Directory.CreateTempSubdirectory("tasktracker-code-");
        var zip = FunctionPackage.Zip([.. Enumerable.Range(0, Files).Select(i => ($"file-{i}", new byte[100], 0x81A4))]);
        var unpacked = 0;
        var folders = new CodeFolders(() => Interlocked.Increment(ref unpacked) > 0 ? root.FullName : "");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folders.UseAsync(Sha256, zip, new CancellationToken(canceled: true)));
        var folder = await folders.UseAsync(Sha256, zip, TestContext.Current.CancellationToken);
        var there = Directory.GetFiles(folder).Length;
        folders.Release(Sha256);

        Assert.Equal((1, Files, false), (unpacked, there, Directory.Exists(folder)));
        root.Delete(recursive: true);
    }
}
