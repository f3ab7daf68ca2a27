using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Detector;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Simulation;

/// <summary>The shipped mapping files as they fit a simulated instrument.</summary>
public sealed class SimulatedMappingsTests : IDisposable
{
    private static readonly CameraId R1 = CameraId.Parse("r1").Value;

    private readonly string folder = Directory.CreateTempSubdirectory("quicklook-mappings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Sizes => [.. InstrumentSize.All.Select(size => size.Name)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task The_files_of_every_size_load(string size) =>
        (await WrittenAsync(InstrumentSize.Parse(size).Value)).Flavors.Keys.Order().ShouldBe(Flavors.All);

    [Fact]
    public async Task Counts_per_Angstrom_are_an_eighth_where_the_dispersion_is_eight_times_shorter()
    {
        var shipped = await MappingFiles.LoadAsync(MappingFiles.Product);
        var demo = await WrittenAsync(InstrumentSize.Demo);
        foreach (
            var (flavor, metric) in new[]
            {
                (Flavor.Science, "SKYCONT"),
                (Flavor.Science, "PEAKCOUNT"),
                (Flavor.Flat, "LAMP_LEVEL"),
                (Flavor.Arc, "LAMP_PEAKS"),
            }
        )
        {
            Reference(demo, flavor, metric).ShouldBe([.. Reference(shipped, flavor, metric).Select(value => value / 8)], 1e-12, metric);
            Normal(demo, flavor, metric).High.ShouldBe(Normal(shipped, flavor, metric).High / 8, 1e-12, metric);
        }
    }

    [Fact]
    public async Task Numbers_of_fibers_are_those_of_the_size_and_a_range_does_not_shrink_to_nothing()
    {
        var tiny = await WrittenAsync(InstrumentSize.Tiny);

        Reference(tiny, Flavor.Science, "NGOODFIB").ShouldBe([100]);
        Normal(tiny, Flavor.Science, "NGOODFIB").ShouldBe(new LimitRange(-1, 1));
        Reference(tiny, Flavor.Arc, "CHECKARC").ShouldBe([96]);
        Normal(tiny, Flavor.Arc, "CHECKARC").ShouldBe(new LimitRange(-6, 6));
    }

    [Fact]
    public async Task Other_limits_and_all_recipes_are_the_shipped_ones()
    {
        var shipped = await MappingFiles.LoadAsync(MappingFiles.Product);
        var tiny = await WrittenAsync(InstrumentSize.Tiny);

        Reference(tiny, Flavor.Science, "XWSIGMA").ShouldBe(Reference(shipped, Flavor.Science, "XWSIGMA"));
        Reference(tiny, Flavor.Science, "DELTAMAG_TGT").ShouldBe(Reference(shipped, Flavor.Science, "DELTAMAG_TGT"));
        foreach (var flavor in Flavors.All)
        {
            string[] Steps(MappingSet set) => [.. set.Flavors[flavor].Recipe.Select(step => step.Name)];
            Steps(tiny).ShouldBe(Steps(shipped));
        }
    }

    [Fact]
    public async Task Bias_levels_are_those_of_each_camera_s_electronics()
    {
        var full = await WrittenAsync(InstrumentSize.Full);

        var expected = CameraHardware.AmplifiersOf(R1).Select(amplifier => Math.Round(amplifier.BiasLevel, 1));
        Reference(full, Flavor.Zero, "BIAS_AMP").ShouldBe(expected);
        Normal(full, Flavor.Zero, "BIAS_AMP").ShouldBe(new LimitRange(-4, 4));
    }

    [Fact]
    public async Task Dead_fibers_are_known_where_the_size_has_them()
    {
        (await WrittenAsync(InstrumentSize.Full)).DefectsOf(R1).BrokenFibers.ShouldHaveSingleItem();
        (await WrittenAsync(InstrumentSize.Tiny)).DefectsOf(R1).BrokenFibers.ShouldBeEmpty();
    }

    [Fact]
    public void Keys_that_nobody_knows_stay()
    {
        var shipped = Directory.CreateDirectory(Path.Combine(folder, "shipped")).FullName;
        File.WriteAllText(
            Path.Combine(shipped, "metrics.json"),
            """{ "_note": "ours, 5 Å", "noise": { "display": "NOISE", "path": "A->B" } }"""
        );

        SimulatedMappings.Write(shipped, InstrumentSize.Tiny, Path.Combine(folder, "target")).IsSuccess.ShouldBeTrue();

        var text = File.ReadAllText(Path.Combine(folder, "target", "metrics.json"));
        text.ShouldContain("5 Å");
        JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(File.ReadAllText(Path.Combine(shipped, "metrics.json")))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{ \"flavor\": ", "not valid JSON")]
    [InlineData("[]", "one JSON object")]
    public void A_file_that_is_no_mapping_is_a_failure(string text, string reason)
    {
        File.WriteAllText(Path.Combine(folder, "zero.json"), text);

        SimulatedMappings.Write(folder, InstrumentSize.Tiny, Path.Combine(folder, "target")).Failure!.ToString().ShouldContain(reason);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_failure() =>
        SimulatedMappings
            .Write(Path.Combine(folder, "gone"), InstrumentSize.Tiny, Path.Combine(folder, "target"))
            .Failure!.ToString()
            .ShouldContain("gone");

    private async Task<MappingSet> WrittenAsync(InstrumentSize size)
    {
        var target = Path.Combine(folder, size.Name);
        SimulatedMappings.Write(MappingFiles.Product, size, target).IsSuccess.ShouldBeTrue();
        return await MappingFiles.LoadAsync(target);
    }

    private static TestLimits LimitsOf(MappingSet set, Flavor flavor, string metric) =>
        set.Flavors[flavor].Stages.SelectMany(stage => stage.Tests).Single(test => test.Metric == metric).Limits!;

    private static double[] Reference(MappingSet set, Flavor flavor, string metric) =>
        TestLimits.TryFind(LimitsOf(set, flavor, metric).References, R1, ObservingProgram.Dark, out var found) ? [.. found] : [];

    private static LimitRange Normal(MappingSet set, Flavor flavor, string metric) =>
        TestLimits.TryFind(LimitsOf(set, flavor, metric).Normal, R1, ObservingProgram.Dark, out var found) ? found : default;
}
