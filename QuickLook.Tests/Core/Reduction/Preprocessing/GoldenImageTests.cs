using QuickLook.Core.Fits;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Reduction.Preprocessing;

/// <summary>Preprocessed pixels and masks against those of desi_quicklook 0.68.1 (Golden/README.md; tolerances from there).</summary>
public sealed class GoldenImageTests
{
    [Fact]
    public void Pixels_of_the_golden_science_exposure_equal_the_original_s()
    {
        var golden = GoldenCamera.Of("A", 104, "r0");
        using var evidence = golden.Preprocess();
        var image = evidence.Image.ShouldNotBeNull();
        using var file = GoldenCamera.Succeed(FitsFile.Open(golden.Set.ExpectedFrame("preproc", "r0", 104)));
        using var expected = GoldenCamera.Succeed(file.Hdus[0].ReadPlane());

        (image.Height, image.Width).ShouldBe((expected.Height, expected.Width));
        var (ours, theirs) = (image.Pixels.Span.ToArray(), expected.Span.ToArray());
        var outside = 0;
        for (var i = 0; i < ours.Length; i++)
        {
            outside += Math.Abs(ours[i] - theirs[i]) > 1e-4 + (1e-6 * Math.Abs(theirs[i])) ? 1 : 0;
        }

        outside.ShouldBe(0);
    }

    [Theory]
    [InlineData("preprocmask", 102)]
    [InlineData("preprocmask", 103)]
    [InlineData("preproc", 104)]
    public void Mask_of_a_golden_exposure_equals_the_original_s(string frame, int exposure)
    {
        var golden = GoldenCamera.Of("A", exposure, "r0");
        using var evidence = golden.Preprocess();
        var mask = evidence.Image.ShouldNotBeNull().Mask.Span.ToArray();
        using var file = GoldenCamera.Succeed(FitsFile.Open(golden.Set.ExpectedFrame(frame, "r0", exposure)));
        using var expected = GoldenCamera.Succeed(file.Find("MASK").ShouldNotBeNull().ReadMask());

        mask.Length.ShouldBe(expected.Length);
        mask.Count(bits => bits != 0).ShouldBeGreaterThan(100);
        var theirs = expected.Span.ToArray();
        mask.Where((bits, i) => bits != theirs[i]).Count().ShouldBe(0, "the tolerance is 5 pixels, but the algorithm is known exactly");
    }

    [Fact]
    public void Header_of_the_product_says_how_the_overscan_was_subtracted()
    {
        using var evidence = GoldenCamera.Of("A", 104, "r0").Preprocess();
        var cards = evidence.Image.ShouldNotBeNull().HeaderAdditions;
        var header = new FitsHeader(cards);

        // From the header of expected/frames/preproc-r0-00000104.
        header.GetDouble("OVERSCN1").Value.ShouldBe(129.6424721414729, 1e-9);
        header.GetDouble("OBSRDN4").Value.ShouldBe(2.905959889107905, 1e-9);
        header.GetDouble("OSTEP2").Value.ShouldBe(0.5625);
        header.GetString("OMETH1").Value.ShouldBe("AVERAGE");
        header.GetString("RMETH1").Value.ShouldBe("AVERAGE");
        header.GetDouble("SATULEV3").Value.ShouldBe(64000);
        header.GetDouble("SATUELE1").Value.ShouldBe(102869.5978343689, 1e-6);
        header.GetDouble("GAIN2").Value.ShouldBe(1.8584);
    }
}
