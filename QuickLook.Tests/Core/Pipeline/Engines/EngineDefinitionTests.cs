using System.Collections.Immutable;
using QuickLook.Core.Pipeline.Engines;

namespace QuickLook.Tests.Core.Pipeline.Engines;

public class EngineDefinitionTests
{
    private static readonly EngineDefinition Command = new()
    {
        Name = "desispec-0.68",
        Kind = EngineKind.Command,
        Contract = EngineContract.Desispec068,
        Command = ["sh", "-i", "{config:/tmp}", "-n", "{night}", "--brace={{{camera}}}"],
        Environment = ImmutableDictionary<string, string>.Empty.Add("DESIMODEL", "/opt/desimodel").Add("HERE", "{specprod}"),
        WorkingDirectory = "/tmp",
    };

    [Fact]
    public void The_engine_of_this_code_a_child_process_and_a_command_together_are_without_fault() =>
        FaultsOf(
                EngineDefinition.Native,
                new EngineDefinition { Name = "native-process", Kind = EngineKind.NativeProcess },
                Command,
                Command with
                {
                    Name = "desispec-0.27",
                    Contract = EngineContract.Desispec027,
                }
            )
            .ShouldBeEmpty();

    [Fact]
    public void No_engine_at_all_is_a_fault() => FaultsOf().ShouldBe(["engines: at least one engine is needed, such as native"]);

    [Fact]
    public void More_than_twenty_engines_are_a_fault() =>
        FaultsOf([.. Enumerable.Range(0, 21).Select(index => Command with { Name = $"e{index}" })])
            .ShouldBe(["engines: there are 21 engines; 20 at most"]);

    [Theory]
    [InlineData("")]
    [InlineData("Desispec")]
    [InlineData("desi spec")]
    [InlineData("desispec\n")]
    [InlineData("a23456789012345678901234567890123456789041")]
    public void A_name_has_only_small_letters_digits_dots_and_dashes(string name) =>
        FaultsOf(Command with { Name = name })
            .ShouldBe(["engines[0].name: a name is 1 to 40 of a-z, 0-9, dot and dash, such as desispec-0.27"]);

    [Fact]
    public void Two_engines_of_one_name_are_a_fault_of_the_second() =>
        FaultsOf(Command, Command).ShouldBe(["engines[1].name: another engine has the name 'desispec-0.68' already"]);

    [Fact]
    public void The_name_native_is_kept_for_this_code()
    {
        FaultsOf(Command with { Name = "native" }).ShouldBe(["engines[0].name: the name native is kept for this code"]);
        FaultsOf(new EngineDefinition { Name = "own" }).ShouldBe(["engines[0].name: the engine of kind native has the name native"]);
        FaultsOf(new EngineDefinition { Name = "native", Kind = EngineKind.NativeProcess }).ShouldBeEmpty();
    }

    [Fact]
    public void A_program_that_does_not_exist_is_told_with_what_to_do()
    {
        FaultsOf(Command with { Command = ["/nowhere/desi_quicklook"] })
            .ShouldBe([
                "engines[0].command[0]: /nowhere/desi_quicklook: the program does not exist; install it or correct the engine's command",
            ]);
        FaultsOf(Command with { Command = ["no-such-program-here"] })
            .ShouldBe([
                "engines[0].command[0]: the program 'no-such-program-here' is not on the PATH of this service; install it or write its full path in the engine's command",
            ]);
        FaultsOf(Command with { Command = ["bin/desi_quicklook"] })
            .ShouldBe([
                "engines[0].command[0]: 'bin/desi_quicklook' is neither a full path nor a plain name; write the program's full path",
            ]);
        FaultsOf(Command with { Command = ["/etc/passwd"] })
            .ShouldBe(["engines[0].command[0]: /etc/passwd: the program may not be executed; set its permission with chmod +x"]);
    }

    [Fact]
    public void A_command_that_is_missing_or_endless_is_a_fault()
    {
        FaultsOf(Command with { Command = [] })
            .ShouldBe(["engines[0].command: the command is missing: the program, then its arguments, one element each"]);
        FaultsOf(Command with { Command = [.. Enumerable.Repeat("sh", 101)] })
            .ShouldBe(["engines[0].command: the command has 101 elements; 100 at most"]);
        FaultsOf(Command with { Command = ["sh", new string('x', 4097)] })
            .ShouldBe(["engines[0].command[1]: a text has at most 4096 characters, none of them a control character"]);
    }

    [Theory]
    [InlineData("{camra}", "{camra} is no placeholder", "did you mean 'camera'?")]
    [InlineData("{night", "opening brace without its closing one", "{{")]
    [InlineData("night}", "closing brace without its opening one", "}}")]
    [InlineData("{config:/no/such/folder}", "'/no/such/folder' is not the full path of a folder that exists", "qlconfig_*.yaml")]
    public void A_placeholder_that_means_nothing_is_told_with_its_place(string argument, string what, string hint)
    {
        var fault = FaultsOf(Command with { Command = ["sh", "-n", argument] }).ShouldHaveSingleItem();
        fault.ShouldStartWith("engines[0].command[2]: ");
        fault.ShouldContain(what);
        fault.ShouldContain(hint);
    }

    [Fact]
    public void Variables_have_names_that_a_program_can_read_and_known_placeholders() =>
        FaultsOf(
                Command with
                {
                    Environment = ImmutableDictionary<string, string>.Empty.Add("2ND", "x").Add("A=B", "x").Add("GOOD", "{nihgt}"),
                }
            )
            .Select(fault => fault.Split(' ')[0] + fault.Split(' ')[1])
            .ShouldBe(["engines[0].environment:'2ND'", "engines[0].environment:'A=B'", "engines[0].environment.GOOD:{nihgt}"]);

    [Fact]
    public void A_working_directory_exists_and_the_silence_is_bounded() =>
        FaultsOf(Command with { WorkingDirectory = "/no/such/folder", Silence = TimeSpan.FromSeconds(9) })
            .ShouldBe([
                "engines[0].silence: the longest silence is from 10 s to 1 h",
                "engines[0].workingDirectory: '/no/such/folder' is not the full path of a folder that exists",
            ]);

    [Fact]
    public void Null_from_a_file_is_a_fault_and_no_crash() =>
        FaultsOf(
                Command with
                {
                    Name = null!,
                },
                Command with
                {
                    Environment = null!,
                },
                Command with
                {
                    Command = ["sh", null!],
                },
                Command with
                {
                    Environment = Command.Environment.Add("X", null!),
                },
                null!
            )
            .ShouldBe(Enumerable.Range(0, 5).Select(index => $"engines[{index}]: null is no value here; leave out what is not needed"));

    [Fact]
    public void Words_that_are_none_are_told_with_those_that_are() =>
        FaultsOf(Command with { Contract = (EngineContract)9, Version = new string('1', 41) })
            .ShouldBe([
                "engines[0].contract: a contract is one of desispec027, desispec068",
                "engines[0].version: a version has at most 40 characters, none of them a control character",
            ]);

    [Fact]
    public void What_belongs_to_a_command_is_a_fault_elsewhere() =>
        FaultsOf(EngineDefinition.Native with { Command = ["sh"], WorkingDirectory = "/tmp", Environment = Command.Environment })
            .ShouldBe([
                "engines[0].command: only an engine of kind command has a command",
                "engines[0].environment: only an engine of kind command has an environment",
                "engines[0].workingDirectory: only an engine of kind command has a working directory",
            ]);

    private static string[] FaultsOf(params ImmutableArray<EngineDefinition> definitions) =>
        [.. EngineDefinitions.Faults(definitions).Select(fault => fault.ToString())];
}
