using QuickLook.Core.Analysis;

namespace QuickLook.Tests.Core.Analysis;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("metric-noise", QuantityKind.Metric, "noise")]
    [InlineData("test-Get_RMS", QuantityKind.Test, "Get_RMS")]
    [InlineData("EXPOSURE-airmass", QuantityKind.Exposure, "airmass")]
    public void The_written_form_is_read(string text, QuantityKind kind, string key)
    {
        var read = Quantity.Parse(text).Value;

        read.ShouldBe(new Quantity(kind, key));
        Quantity.Parse(read.ToString()).Value.ShouldBe(read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("noise")]
    [InlineData("-noise")]
    [InlineData("metric-")]
    [InlineData("1-noise")]
    [InlineData("mood-noise")]
    [InlineData("metric-no ise")]
    [InlineData("metric-a'; drop table exposure")]
    public void Anything_else_is_refused_with_an_example(string? text) =>
        Quantity.Parse(text).Failure!.Reason.ShouldContain("metric-noise");

    [Fact]
    public void A_key_has_an_end() => Quantity.Parse($"metric-{new string('a', 65)}").IsSuccess.ShouldBeFalse();
}
