using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Tests.Core.QualityTests;

public sealed class MaskFractionsTests
{
    [Fact]
    public void Saturated_and_cosmic_pixels_are_parts_of_their_amplifier()
    {
        // Amplifiers of 10 x 10 pixels.
        using var evidence = new SmallExposure().Evidence();
        var mask = evidence.Image!.Mask;
        mask[0, 0] = (ushort)CcdMask.Saturated;
        mask[0, 1] = (ushort)(CcdMask.Saturated | CcdMask.Cosmic);
        mask[3, 15] = (ushort)CcdMask.Bad;
        mask[19, 0] = mask[19, 1] = mask[18, 0] = (ushort)CcdMask.Cosmic;

        var metrics = new JsonObject();
        MaskFractions.AddTo(metrics, evidence.Image);

        metrics["SATFRAC_AMP"]!.ToJsonString().ShouldBe("[0.02,0,0,0]");
        metrics["COSMICFRAC_AMP"]!.ToJsonString().ShouldBe("[0.01,0,0.03,0]");
    }

    [Fact]
    public void An_amplifier_that_was_not_read_out_has_null()
    {
        var exposure = new SmallExposure();
        exposure.ReadNoise.Remove(Amplifier.A);
        exposure.ReadNoise.Remove(Amplifier.D);
        using var evidence = exposure.Evidence();

        var metrics = new JsonObject();
        MaskFractions.AddTo(metrics, evidence.Image!);

        metrics["SATFRAC_AMP"]!.ToJsonString().ShouldBe("[null,0,0,null]");
    }
}
