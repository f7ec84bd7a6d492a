namespace TaskTracker.Cli.Tests;

public sealed class FailuresTests
{
    /// <summary>What the system says: no right to write, no room, a file system that is read only.</summary>
    public static TheoryData<Exception> Unwritable => [new UnauthorizedAccessException("no"), new IOException("no", hresult: 28), new IOException("no", hresult: 30)];

    [Theory]
    [MemberData(nameof(Unwritable))]
    public void A_place_that_cannot_be_written_to_is_no_bug_of_the_program(Exception problem)
    {
        var failure = Failures.Of(problem);

        Assert.Equal((ExitCode.Usage, "no"), (failure?.ExitCode, failure?.Message));
    }

    [Fact]
    public void Another_fault_of_a_file_is_a_bug_until_it_is_known()
    {
        var failure = Failures.Of(new IOException("no", hresult: 5));

        Assert.Null(failure);
    }
}
