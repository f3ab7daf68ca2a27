using System.Collections.Immutable;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Pipeline.Engines.Processes;

namespace QuickLook.Tests.Core.Pipeline.Engines.Processes;

public sealed class EngineProcessTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("quicklook-process-");

    private string EngineFolderOfTest => Path.Combine(root.FullName, "engine-b0");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task A_program_leads_a_group_of_its_own_and_has_only_the_environment_it_was_given()
    {
        using var process = Start("echo $PPID; env | sort; ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat");
        using var reader = new StreamReader(process.Output);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await process.WaitForExitAsync(CancellationToken.None);

        lines[0].ShouldBe(Environment.ProcessId.ToString());
        lines[^1].ShouldBe(process.Group.Leader.ToString());
        lines[1..^1].Select(line => line.Split('=')[0]).Except(["PWD", "_", "OLDPWD", "SHLVL"]).ShouldBe([EngineMark.Variable]);
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_outlived_its_leader_is_known_by_the_folder_in_its_environment()
    {
        using var process = Start("sleep 1000 >/dev/null 2>&1 </dev/null &");
        var mark = EngineMark.Of(process.Group);
        Directory.CreateDirectory(EngineFolderOfTest);
        mark.Write(EngineFolderOfTest).Failure.ShouldBeNull();
        await process.WaitForExitAsync(CancellationToken.None);

        mark.Living("/another/run").ShouldBeNull();
        EngineMark.Read(EngineFolderOfTest).ShouldBe(mark);
        LeftoverEngines.End(root.FullName).ShouldBe(1);
        process.Group.IsAlive.ShouldBeFalse();
        LeftoverEngines.End(root.FullName).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3")]
    [InlineData("-5 2 3")]
    [InlineData("99999999999 2 3")]
    [InlineData("12")]
    [InlineData("a b c")]
    public void A_note_that_cannot_be_read_ends_nothing(string note)
    {
        Directory.CreateDirectory(EngineFolderOfTest);
        File.WriteAllText(Path.Combine(EngineFolderOfTest, EngineMark.FileName), note);

        EngineMark.Read(EngineFolderOfTest).ShouldBeNull();
        LeftoverEngines.End(root.FullName).ShouldBe(0);
    }

    [Fact]
    public void A_note_of_an_earlier_start_of_the_machine_ends_nothing()
    {
        using var process = Start("sleep 1000");
        var mark = EngineMark.Of(process.Group) with { Boot = "00000000-0000-0000-0000-000000000000" };
        mark.Living(EngineFolderOfTest).ShouldBeNull();
        process.Group.Signal(ProcessGroup.Kill);
    }

    [Fact]
    public async Task A_program_is_ended_even_just_after_its_start()
    {
        for (var i = 0; i < 20; i++)
        {
            using var process = Start("sleep 1000");
            await process.EndAsync();
            process.Group.IsAlive.ShouldBeFalse();
        }
    }

    private EngineProcess Start(string script) =>
        EngineProcess
            .Start(
                new ProgramStart
                {
                    Program = "/bin/sh",
                    Arguments = ["-c", script],
                    Environment = ImmutableDictionary<string, string>.Empty.Add(EngineMark.Variable, EngineFolderOfTest),
                    WorkingDirectory = root.FullName,
                },
                TimeProvider.System
            )
            .Value;
}
