namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>Every command of the seed, with the client that it was written for.</summary>
public abstract class SeedTests(SeedSession session)
{
    /// <summary>Place in the order, and the command's first line.</summary>
    public static TheoryData<int, string> Commands
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var number = 0; number < SeedCommands.All.Count; number++) data.Add(number, SeedCommands.All[number].Command.Split('\n')[0].TrimEnd('\\', ' '));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    [Parity("product/the seed's commands", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/")]
    public async Task A_command_of_the_seed_has_its_effect(int number, string command)
    {
        Assert.SkipUnless(session.Missing is null, session.Missing ?? "");

        await session.TypeUpToAsync(number);

        Assert.StartsWith(command, SeedCommands.All[number].Command, StringComparison.Ordinal);
    }
}

/// <summary>With the AWS CLI 1.</summary>
public sealed class FirstGenerationTests(FirstGeneration session) : SeedTests(session), IClassFixture<FirstGeneration>;

/// <summary>With the AWS CLI 2.</summary>
public sealed class SecondGenerationTests(SecondGeneration session) : SeedTests(session), IClassFixture<SecondGeneration>;
