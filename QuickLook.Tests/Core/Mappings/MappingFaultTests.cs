using QuickLook.Core.Mappings;

namespace QuickLook.Tests.Core.Mappings;

/// <summary>Each case changes the valid file in one place; the fault must name that place.</summary>
public class MappingFaultTests
{
    private const string Test = "step_list[0].qa_list[0]";

    [Theory]
    [InlineData("\"normal\": [-40, 40]", "\"normal\": [40, -40]", Test + ".limits.normal", "upside down")]
    [InlineData("\"normal\": [-40, 40]", "\"normal\": [-70, 40]", Test + ".limits.normal", "not inside the warning range")]
    [InlineData("\"normal\": [-40, 40]", "\"normal\": [-40]", Test + ".limits.normal", "two numbers")]
    [InlineData("\"normal\": [-40, 40]", "\"normal\": [-40, 1e999]", Test + ".limits.normal[1]", "too large")]
    [InlineData("\"normal\": [-40, 40]", "\"normal\": [-40, \"40\"]", Test + ".limits.normal[1]", "not a text")]
    [InlineData("\"warning\": [-60, 60],", "", Test + ".limits", "'warning' is missing")]
    [InlineData("\"warning\": [-60, 60]", "\"warnings\": [-60, 60]", Test + ".limits.warnings", "did you mean 'warning'?")]
    [InlineData("\"dark\": [1, 2, 3, 4]", "\"dark\": [1, 2, 3]", Test + ".limits.reference.dark", "3 values, but 'elements' names 4")]
    [InlineData("\"dark\": [1, 2, 3, 4]", "\"dark\": []", Test + ".limits.reference.dark", "1 to 64 values")]
    [InlineData("\"dark\": [1, 2, 3, 4]", "\"dark sky\": 1", Test + ".limits.reference.dark sky", "not the name of a program")]
    [InlineData("\"dark\": [1, 2, 3, 4]", "\"dark\": 1, \"DARK\": 2", Test + ".limits.reference.DARK", "given twice")]
    [InlineData("\"default\": 150", "\"default\": true", Test + ".limits.reference.default", "not true or false")]
    [InlineData("\"b0\": {", "\"x0\": {", Test + ".limits.cameras.x0", "not an arm")]
    [InlineData("\"cameras\": {", "\"arms\": { \"q\": {} }, \"cameras\": {", Test + ".limits.arms.q", "not an arm")]
    [InlineData("\"cameras\": {", "\"arms\": { \"b0\": {} }, \"cameras\": {", Test + ".limits.arms.b0", "'b0' is not an arm")]
    [InlineData(
        "\"cameras\": {",
        "\"arms\": { \"r\": { \"norml\": 1 } }, \"cameras\": {",
        Test + ".limits.arms.r.norml",
        "did you mean 'normal'?"
    )]
    [InlineData("\"normal\": [-5, 5]", "\"normal\": [-500, 5]", Test + ".limits.cameras.b0.normal", "not inside the warning range")]
    [InlineData("\"normal\": [-5, 5]", "\"norm\": [-5, 5]", Test + ".limits.cameras.b0.norm", "not a key that is known here")]
    [InlineData(
        "\"elements\": [\"A\", \"B\", \"C\", \"D\"]",
        "\"elements\": \"ABCD\"",
        Test + ".elements",
        "an array is expected, not a text"
    )]
    [InlineData("\"name\": \"bias\", ", "", Test, "'name' is missing")]
    [InlineData("\"name\": \"bias\"", "\"name\": \"\"", Test + ".name", "is empty")]
    [InlineData("\"name\": \"bias\"", "\"name\": 7", Test + ".name", "a text is expected, not a number")]
    [InlineData(
        "\"name\": \"bias\"",
        "\"name\": \"xwsigma\"",
        "step_list[0].qa_list[1].name",
        "another test has the name 'xwsigma' already"
    )]
    [InlineData("XWSIGMA_STATUS", "BIAS_AMP_STATUS", "step_list[0].qa_list[1].status_key", "another test has the status_key")]
    [InlineData("\"name\": \"bias\"", "\"name\": \"bias\", \"hlep\": \"x\"", Test + ".hlep", "did you mean 'help'?")]
    [InlineData("\"name\": \"bias\"", "\"name\": \"bias\", \"name\": \"bias2\"", Test + ".name", "given twice")]
    [InlineData("\"start\": \"Starting to run step Initialize\", ", "", "step_list[0]", "'start' is missing")]
    [InlineData("\"flavor\": \"zero\"", "\"flavor\": \"arc\"", "flavor", "promises the flavor 'zero'")]
    [InlineData("\"flavor\": \"zero\"", "\"flavor\": \"zeros\"", "flavor", "promises the flavor 'zero'")]
    [InlineData("\"step\": \"Preproc\"", "\"step\": \"PreProk\"", "recipe[0].step", "did you mean 'Preproc'?")]
    [InlineData(
        "\"step\": \"Preproc\"",
        "\"step\": \"Flexure\"",
        "recipe[0].step",
        "not a step that this version runs (Initialize, Preproc)"
    )]
    [InlineData("[\"Bias_From_Overscan\"]", "[\"Bias_From_Overscam\"]", "recipe[0].tests[0]", "did you mean 'Bias_From_Overscan'?")]
    [InlineData("[\"Bias_From_Overscan\"]", "[\"Get_RMS\", \"Get_RMS\"]", "recipe[0].tests[1]", "in the recipe already")]
    [InlineData("[\"Bias_From_Overscan\"]", "[null]", "recipe[0].tests[0]", "a text is expected, not null")]
    [InlineData("{ \"A\": [1, 2.5] }", "{ \"A\": null }", "recipe[0].parameters.A", "has a value")]
    [InlineData("{ \"A\": [1, 2.5] }", "[]", "recipe[0].parameters", "an object is expected, not an array")]
    [InlineData("\"flavor\": \"zero\"", "\"flavor\": \"zero\", \"products\": { \"psv\": true }", "products.psv", "did you mean 'psf'?")]
    [InlineData("\"flavor\": \"zero\"", "\"flavor\": \"zero\", \"products\": { \"psf\": 1 }", "products.psf", "true or false is expected")]
    [InlineData("\"flavor\": \"zero\"", "\"flavor\": \"zero\", \"products\": [\"psf\"]", "products", "an object is expected, not an array")]
    public async Task A_fault_names_its_place(string right, string wrong, string path, string reason)
    {
        MappingFiles.Zero.ShouldContain(right);
        using var files = new MappingFiles(MappingFiles.Zero.Replace(right, wrong, StringComparison.Ordinal));

        var load = await files.LoadAsync();

        load.Set.ShouldBeNull();
        load.Faults.ShouldContain(fault => fault.Path == path && fault.Reason.Contains(reason), string.Join('\n', load.Faults));
        load.Faults.ShouldAllBe(fault => fault.File == "zero.json" && fault.Line > 0);
    }

    [Fact]
    public async Task A_range_of_an_arm_that_does_not_fit_is_reported_once_not_for_each_camera()
    {
        using var files = new MappingFiles(
            MappingFiles.Zero.Replace(
                "\"cameras\": {",
                "\"arms\": { \"r\": { \"normal\": [-500, 5] } }, \"cameras\": {",
                StringComparison.Ordinal
            )
        );

        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Path.ShouldBe(Test + ".limits.arms.r.normal");
    }

    [Fact]
    public async Task Every_fault_of_every_file_is_reported_at_once()
    {
        using var files = new MappingFiles(
            MappingFiles
                .Zero.Replace("[-40, 40]", "[40, -40]", StringComparison.Ordinal)
                .Replace("\"step\": \"Preproc\"", "\"step\": \"Prep\"", StringComparison.Ordinal)
        );
        files.Write("metrics.json", """{ "noise": { "display": "NOISE", "path": "TASKS->->NOISE" }, "bias": 3 }""");
        files.Write("arcs.json", "{}");

        var load = await files.LoadAsync();

        load.Faults.Select(fault => fault.File).ShouldBe(["arcs.json", "metrics.json", "metrics.json", "zero.json", "zero.json"]);
        load.Faults[0].Reason.ShouldContain("did you mean 'arc.json'?");
        load.ToResult().Failure!.Reason.ShouldContain("zero.json:12 step_list[0].qa_list[0].limits.normal: the range is upside down");
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{ \"flavor\": \"zero\",", "not valid JSON")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("{ \"flavor\": \"\\uD800\" }", "not valid JSON")]
    [InlineData("[]", "an object is expected, not an array")]
    public async Task A_half_written_or_foreign_file_is_a_fault(string text, string reason)
    {
        using var files = new MappingFiles(text);
        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task Nesting_beyond_reason_is_a_fault()
    {
        using var files = new MappingFiles($"{{\"flavor\": {new string('[', 100_000)}");
        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Reason.ShouldContain("depth");
    }

    [Fact]
    public async Task Too_many_values_are_a_fault()
    {
        using var files = new MappingFiles($"{{\"flavor\": [{string.Join(',', Enumerable.Repeat('1', 60_000))}]}}");
        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Reason.ShouldContain("more than 50000 values");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read()
    {
        using var files = new MappingFiles();
        files.Write("dark.json", new string(' ', 2_000_000));
        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Reason.ShouldContain("larger than 1048576 bytes");
    }

    [Fact]
    public async Task A_file_that_is_not_text_is_a_fault()
    {
        using var files = new MappingFiles();
        await File.WriteAllBytesAsync(Path.Combine(files.Folder, "dark.json"), [0x7b, 0xff, 0xfe, 0x7d]);
        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Reason.ShouldContain("not UTF-8");
    }

    [Fact]
    public async Task A_folder_without_mappings_is_a_fault()
    {
        using var files = new MappingFiles();
        File.Delete(Path.Combine(files.Folder, "zero.json"));
        files.Write("cameras.json", "{}");
        (await files.LoadAsync()).Faults.ShouldHaveSingleItem().Reason.ShouldContain("no mapping file");

        var missing = await new MappingLoader(MappingFiles.Vocabulary).LoadAsync(
            Path.Combine(files.Folder, "gone"),
            CancellationToken.None
        );
        missing.Faults.ShouldHaveSingleItem().Reason.ShouldContain("cannot be read");
    }
}
