using QuickLook.Core.Instrument;

namespace QuickLook.Tests.Core.Instrument;

/// <summary>What cannot exist cannot be made, and what exists knows where it is.</summary>
public sealed class RangeTests
{
    [Fact]
    public void Numbers_outside_the_instrument_cannot_be_made()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Spectrograph(10));
        Should.Throw<ArgumentOutOfRangeException>(() => new Spectrograph(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new FiberId(5000));
        Should.Throw<ArgumentOutOfRangeException>(() => new FiberId(new Spectrograph(3), 500));
        Should.Throw<ArgumentOutOfRangeException>(() => new FiberId(new Spectrograph(3), -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ExposureId(100_000_000));
        Should.Throw<ArgumentOutOfRangeException>(() => new ExposureId(-1));
    }

    // pipeline.md 1.2: C and D above A and B; B and D right of A and C.
    [Theory]
    [InlineData(Amplifier.A, false, false, "A (1)")]
    [InlineData(Amplifier.B, false, true, "B (2)")]
    [InlineData(Amplifier.C, true, false, "C (3)")]
    [InlineData(Amplifier.D, true, true, "D (4)")]
    public void Amplifiers_lie_where_the_readout_puts_them(Amplifier amplifier, bool upper, bool right, string label)
    {
        amplifier.IsUpper().ShouldBe(upper);
        amplifier.IsRight().ShouldBe(right);
        amplifier.Label().ShouldBe(label);
    }

    [Theory]
    [InlineData('E')]
    [InlineData('0')]
    [InlineData('5')]
    [InlineData(' ')]
    public void There_are_no_other_amplifiers(char name) => Amplifiers.Parse(name).IsSuccess.ShouldBeFalse();

    [Fact]
    public void Cameras_sort_by_arm_first_and_compare_accordingly()
    {
        var b9 = CameraId.Parse("b9").Value;
        var r0 = CameraId.Parse("r0").Value;

        (b9 < r0).ShouldBeTrue();
        (r0 > b9).ShouldBeTrue();
        (b9 <= r0 && r0 >= b9).ShouldBeTrue();
        b9.ExtensionName.ShouldBe("B9");
        CameraId.All.Reverse().Order().ShouldBe(CameraId.All);
    }

    [Fact]
    public void Programs_are_equal_in_any_case_and_only_three_have_references()
    {
        new ObservingProgram(" Dark ").ShouldBe(ObservingProgram.Dark);
        ObservingProgram.Gray.ToString().ShouldBe("gray");
        ObservingProgram.Bright.HasReferences.ShouldBeTrue();
        new ObservingProgram("backup").HasReferences.ShouldBeFalse();
        new ObservingProgram(null).IsEmpty.ShouldBeTrue();
        default(ObservingProgram).IsEmpty.ShouldBeTrue();
        default(ObservingProgram).Name.ShouldBeEmpty();
    }

    // MJD 51544.5 is the epoch J2000.0 (2000-01-01T12:00), MJD 0 is 1858-11-17T00:00: definitions (IAU 1997 resolution B1).
    [Fact]
    public void The_modified_julian_date_counts_days_from_its_epoch()
    {
        Mjd.Of(new DateTimeOffset(1858, 11, 17, 0, 0, 0, TimeSpan.Zero)).Days.ShouldBe(0);
        Mjd.Of(new DateTimeOffset(2000, 1, 1, 12, 0, 0, TimeSpan.Zero)).Days.ShouldBe(51544.5);
        Mjd.Of(new DateTimeOffset(2000, 1, 1, 5, 0, 0, TimeSpan.FromHours(-7))).Days.ShouldBe(51544.5);
        new Mjd(59160.12345).ToString().ShouldBe("59160.123");
    }
}
