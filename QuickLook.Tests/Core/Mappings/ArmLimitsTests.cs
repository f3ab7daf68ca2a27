using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Tests.Core.Mappings;

/// <summary>Limits of an arm hold for its cameras, between those of a camera and those in general.</summary>
public sealed class ArmLimitsTests
{
    private const string Limits = """
        "limits": {
          "reference": { "dark": 10, "default": 20 },
          "normal": [-1, 1],
          "warning": [-9, 9],
          "arms": { "r": { "reference": { "dark": 30 }, "normal": [-3, 3] } },
          "cameras": { "r5": { "reference": 50 }, "r6": { "normal": [-6, 6] } }
        }
        """;

    [Theory]
    [InlineData("b1", "dark", 10, 1)]
    [InlineData("b1", "gray", 20, 1)]
    [InlineData("r1", "dark", 30, 3)]
    [InlineData("r1", "gray", 20, 3)]
    [InlineData("r5", "dark", 50, 3)]
    [InlineData("r5", "gray", 50, 3)]
    [InlineData("r6", "dark", 30, 6)]
    [InlineData("r6", "gray", 20, 6)]
    public async Task What_an_arm_says_holds_for_its_cameras_unless_a_camera_says_otherwise(
        string camera,
        string program,
        double reference,
        double range
    )
    {
        var begin = MappingFiles.Zero.IndexOf("\"limits\"", StringComparison.Ordinal);
        var end = MappingFiles.Zero.IndexOf(
            "},\n",
            MappingFiles.Zero.IndexOf("\"cameras\"", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        using var files = new MappingFiles(MappingFiles.Zero[..begin] + Limits + MappingFiles.Zero[end..]);

        var limits = (await files.LoadAsync()).ToResult().Value.Flavors[Flavor.Zero].Stages[0].Tests[0].Limits!;

        var id = CameraId.Parse(camera).Value;
        TestLimits.TryFind(limits.References, id, new ObservingProgram(program), out var references).ShouldBeTrue();
        references.ShouldAllBe(value => value == reference);
        TestLimits.TryFind(limits.Normal, id, new ObservingProgram(program), out var normal).ShouldBeTrue();
        normal.ShouldBe(new LimitRange(-range, range));
        TestLimits.TryFind(limits.Warning, id, new ObservingProgram(program), out var warning).ShouldBeTrue();
        warning.ShouldBe(new LimitRange(-9, 9));
    }
}
