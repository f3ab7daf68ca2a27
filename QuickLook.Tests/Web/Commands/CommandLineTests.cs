using QuickLook.Web.Commands;

namespace QuickLook.Tests.Web.Commands;

public class CommandLineTests
{
    [Fact]
    public async Task Help_lists_the_verbs()
    {
        var run = await CommandLineRun.OfAsync("--help");
        run.ExitCode.ShouldBe(ExitCode.Success);
        run.Out.ShouldContain("reduce");
        run.Out.ShouldContain("inspect");
        run.Out.ShouldContain("serve");
        run.Out.ShouldContain("simulate");
        run.Out.ShouldContain("bench");
    }

    [Theory]
    [InlineData("reduce", "--exposure")]
    [InlineData("inspect", "FILE")]
    [InlineData("serve", "screens")]
    [InlineData("simulate", "--flavors")]
    [InlineData("bench", "--kernels")]
    public async Task Each_verb_has_its_own_help(string verb, string says)
    {
        var run = await CommandLineRun.OfAsync(verb, "--help");
        run.ExitCode.ShouldBe(ExitCode.Success);
        run.Out.ShouldContain(says);
    }

    [Theory]
    [InlineData("'reduse' is not a known verb; did you mean 'reduce'?", "reduse", "--night", "20201107")]
    [InlineData(
        "'--expsure' is not a known option; did you mean '--exposure'?",
        "reduce",
        "--night",
        "20201107",
        "--exposure",
        "1",
        "--expsure",
        "1"
    )]
    [InlineData("'--exposure' is required", "reduce", "--night", "20201107")]
    [InlineData("--night: a night is a date written YYYYMMDD", "reduce", "--night", "yesterday", "--exposure", "1")]
    [InlineData("--exposure: an exposure id is a number", "reduce", "--night", "20201107", "--exposure", "-1")]
    [InlineData("--cameras: 'b' is not a camera", "reduce", "--night", "20201107", "--exposure", "1", "--cameras", "r0,b")]
    [InlineData("--workers is a number from 1 to 64", "reduce", "--night", "20201107", "--exposure", "1", "--workers", "0")]
    [InlineData("--raw is missing: Raw-data root; default: $DESI_SPECTRO_DATA", "reduce", "--night", "20201107", "--exposure", "1")]
    [InlineData(
        "--compat: 'desispek' is not a profile of the engine: quicklook or desispec; did you mean 'desispec'?",
        "reduce",
        "--night",
        "20201107",
        "--exposure",
        "1",
        "--compat",
        "desispek"
    )]
    [InlineData("--compat: 'lamp' is not a profile of the engine: quicklook or desispec", "serve", "--compat", "lamp")]
    [InlineData("Required argument missing", "inspect")]
    [InlineData("'--out' is required", "simulate")]
    [InlineData("--size: a size is one of full, demo, tiny", "simulate", "--out", "x", "--size", "huge")]
    [InlineData("--flavors: 'twilight' is not a flavor", "simulate", "--out", "x", "--flavors", "zero,twilight")]
    [InlineData("--program: a program is dark, gray or bright", "simulate", "--out", "x", "--program", "backup")]
    [InlineData("--cameras: 'c' is not an arm", "simulate", "--out", "x", "--cameras", "c0")]
    [InlineData("--bits: '8' is neither 16 nor 32", "simulate", "--out", "x", "--bits", "8")]
    [InlineData("--amplifiers: 'names' is neither letters nor digits", "simulate", "--out", "x", "--amplifiers", "names")]
    [InlineData("--workers is a number from 1 to 64", "simulate", "--out", "x", "--workers", "65")]
    [InlineData("--exposure leaves no room for 2 exposures", "simulate", "--out", "x", "--flavors", "zero,arc", "--exposure", "99999999")]
    public async Task A_wrong_command_line_is_a_usage_error_with_a_hint_and_no_output(string says, params string[] args)
    {
        var run = await CommandLineRun.OfAsync(args);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(says);
        run.Out.ShouldBeEmpty();
    }
}
