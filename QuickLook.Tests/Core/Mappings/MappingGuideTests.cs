using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Tests.Architecture;

namespace QuickLook.Tests.Core.Mappings;

/// <summary>The examples of docs/mappings.md are files that load.</summary>
public sealed class MappingGuideTests
{
    private static readonly CameraId B0 = CameraId.Parse("b0").Value;
    private static readonly CameraId R3 = CameraId.Parse("r3").Value;
    private static readonly CameraId Z7 = CameraId.Parse("z7").Value;

    [Fact]
    public async Task The_example_of_the_guide_loads_and_means_what_the_guide_says()
    {
        var blocks = JsonBlocks(Repository.Lines("docs/mappings.md"));
        blocks.Count.ShouldBe(3);
        using var files = new MappingFiles(blocks[0]);
        files.Write("metrics.json", blocks[1]);
        files.Write("cameras.json", blocks[2]);

        var mappings = (await files.LoadAsync()).ToResult().Value;

        mappings.TrendMetrics["bias"].Path.ShouldBe(["TASKS", "CHECK_CCDs", "METRICS", "BIAS_AMP"]);
        var defects = mappings.DefectsOf(CameraId.Parse("r0").Value);
        defects.BrokenFibers.ShouldBe([31, 58]);
        defects.BrokenAmplifiers.ShouldBe([Amplifier.C]);
        var limits = mappings.Flavors[Flavor.Zero].Stages.Single().Tests.Single().Limits!;
        Reference(limits, R3, default).ShouldBe([150, 150, 150, 150]);
        Reference(limits, R3, ObservingProgram.Dark).ShouldBe([150, 151, 149, 150]);
        Reference(limits, B0, ObservingProgram.Dark).ShouldBe([185.1, 177.8, 128.2, 167.1]);
        Reference(limits, Z7, ObservingProgram.Dark).ShouldBe([140, 140, 140, 140]);
        TestLimits.TryFind(limits.Normal, Z7, default, out var ofArm).ShouldBeTrue();
        ofArm.ShouldBe(new LimitRange(-30, 30));
        TestLimits.TryFind(limits.Normal, B0, default, out var normal).ShouldBeTrue();
        normal.ShouldBe(new LimitRange(-5, 5));
        TestLimits.TryFind(limits.Warning, R3, default, out var warning).ShouldBeTrue();
        warning.ShouldBe(new LimitRange(-60, 60));
    }

    private static IEnumerable<double> Reference(TestLimits limits, CameraId camera, ObservingProgram program)
    {
        TestLimits.TryFind(limits.References, camera, program, out var reference).ShouldBeTrue();
        return reference;
    }

    private static List<string> JsonBlocks(IEnumerable<string> lines)
    {
        var blocks = new List<string>();
        List<string>? open = null;
        foreach (var line in lines)
        {
            if (open is null && line == "```json")
            {
                open = [];
            }
            else if (open is not null && line == "```")
            {
                blocks.Add(string.Join('\n', open));
                open = null;
            }
            else
            {
                open?.Add(line);
            }
        }

        return blocks;
    }
}
