using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuickLook.Core.Instrument;

namespace QuickLook.Tests.Core.Instrument;

public sealed class NightTests
{
    // Phoenix keeps UTC-7 all year.
    private static readonly TimeZoneInfo Phoenix = TimeZoneInfo.FindSystemTimeZoneById("America/Phoenix");

    [Theory]
    [InlineData("2020-11-07T18:59:59.999Z", "20201106")] // 11:59:59.999 in Phoenix
    [InlineData("2020-11-07T19:00:00.000Z", "20201107")] // noon
    [InlineData("2020-11-08T06:59:59.999Z", "20201107")] // before midnight
    [InlineData("2020-11-08T07:00:00.000Z", "20201107")] // midnight changes the date, not the night
    [InlineData("2020-11-08T18:59:59.999Z", "20201107")] // until noon of the next day
    [InlineData("2020-11-08T19:00:00.000Z", "20201108")]
    [InlineData("2020-03-01T18:00:00.000Z", "20200229")] // leap day
    [InlineData("2021-01-01T12:00:00.000Z", "20201231")] // over the turn of the year
    public void A_night_runs_from_noon_to_noon_at_the_site(string instant, string night) =>
        Night.Of(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Phoenix).ToString().ShouldBe(night);

    [Fact]
    public void The_offset_in_which_an_instant_is_written_does_not_matter()
    {
        var instant = DateTimeOffset.Parse("2020-11-07T19:00:00Z", CultureInfo.InvariantCulture);

        Night.Of(instant.ToOffset(TimeSpan.FromHours(9)), Phoenix).ShouldBe(Night.Of(instant, Phoenix));
    }

    [Fact]
    public void Where_clocks_change_the_night_still_begins_at_local_noon()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        // 2024-10-27: back from UTC+2 to UTC+1 at 03:00 local time.
        Night.Of(DateTimeOffset.Parse("2024-10-27T11:00:00Z", CultureInfo.InvariantCulture), berlin).ToString().ShouldBe("20241027");
        Night.Of(DateTimeOffset.Parse("2024-10-27T10:59:59Z", CultureInfo.InvariantCulture), berlin).ToString().ShouldBe("20241026");
    }

    [Fact]
    public void A_night_survives_being_written_and_read() =>
        Prop.ForAll(
                Gen.Choose(0, DateOnly.MaxValue.DayNumber).ToArbitrary(),
                day => Night.Parse(new Night(DateOnly.FromDayNumber(day)).ToString()).Value.Date.DayNumber == day
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2020110")]
    [InlineData("202011070")]
    [InlineData("2020-11-07")]
    [InlineData("20201131")]
    [InlineData("20210229")]
    [InlineData("../../etc")]
    public void What_is_no_date_is_no_night(string? text) => Night.Parse(text).Failure!.Reason.ShouldContain("YYYYMMDD");

    [Fact]
    public void Blanks_around_a_night_as_in_FITS_are_dropped() => Night.Parse(" 20201107  ").Value.ToString().ShouldBe("20201107");

    [Fact]
    public void Nights_are_ordered_in_time()
    {
        var first = Night.Parse("20201107").Value;
        var second = Night.Parse("20201108").Value;

        (first < second).ShouldBeTrue();
        (second > first).ShouldBeTrue();
        (first <= second && second >= first).ShouldBeTrue();
        new[] { second, first }.Order().ShouldBe([first, second]);
    }
}
