using System.Collections.Immutable;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Storage.Survey;

namespace QuickLook.Tests.Core.Analysis.Survey;

public sealed class TileJoinTests
{
    private static readonly ImmutableArray<PlannedTile> Numbered =
    [
        new PlannedTile(1, 10, 20, "dark"),
        new PlannedTile(2, 10, 20, "bright"),
        new PlannedTile(3, 200, -10, "dark"),
    ];

    [Fact]
    public void Tiles_are_joined_by_number_wherever_the_telescope_pointed()
    {
        var (observed, _) = TileJoin.Of(
            Numbered,
            [Pointing(100, tile: 3, ra: 10, dec: 20), Pointing(101, tile: 3, ra: double.NaN, dec: double.NaN)]
        );

        var tile = observed.Single();
        (tile.Number, tile.RaDegrees, tile.DecDegrees, tile.IsPlanned, tile.Exposures).ShouldBe((3, 200, -10, true, 2));
        tile.LastExposure.Number.ShouldBe(101);
    }

    [Fact]
    public void A_number_that_no_plan_has_is_another_tile_however_near_a_planned_one_is()
    {
        var (observed, _) = TileJoin.Of(Numbered, [Pointing(100, tile: 99, ra: 10, dec: 20)]);

        (observed.Single().Number, observed.Single().IsPlanned).ShouldBe((99, false));
    }

    [Fact]
    public void Without_a_number_the_nearest_pointing_of_the_program_counts()
    {
        var (observed, _) = TileJoin.Of(
            Numbered,
            [
                Pointing(100, program: "bright", ra: 10.05, dec: 20.02),
                Pointing(101, program: "dark", ra: 9.95, dec: 20),
                Pointing(102, program: "dark", ra: 12, dec: 20),
            ]
        );

        observed.Select(tile => (tile.Number, tile.IsPlanned)).ShouldBe([(2, true), (1, true), (null, false)]);
    }

    [Theory]
    [InlineData(0.01, 5, 359.99, 5)]
    [InlineData(10, 89.99, 190, 89.99)]
    [InlineData(123, -90, 4, -89.95)]
    public void Positions_meet_across_right_ascension_0_and_at_the_poles(double ra, double dec, double otherRa, double otherDec)
    {
        var (observed, _) = TileJoin.Of([new PlannedTile(null, ra, dec, string.Empty)], [Pointing(1, tile: 4, ra: otherRa, dec: otherDec)]);

        observed.Single().IsPlanned.ShouldBeTrue();
        observed.Single().Number.ShouldBe(4, "the exposure knows it although the list has no numbers");
    }

    [Fact]
    public void Pointings_without_plan_and_number_are_told_apart_by_place()
    {
        var (observed, nights) = TileJoin.Of(
            [],
            [
                Pointing(1, ra: 50, dec: 0),
                Pointing(2, ra: 50.05, dec: 0.05),
                Pointing(3, ra: 51, dec: 0),
                Pointing(4, ra: double.NaN, dec: double.NaN),
            ]
        );

        observed.Select(tile => tile.Exposures).ShouldBe([2, 1, 1]);
        observed[^1].HasPlace.ShouldBeFalse();
        nights.Single().Tiles.ShouldBe(3);
    }

    [Fact]
    public void A_night_counts_its_tiles_and_those_that_are_new()
    {
        var (_, nights) = TileJoin.Of(
            Numbered,
            [
                Pointing(1, tile: 1, night: "20261101"),
                Pointing(2, tile: 1, night: "20261101"),
                Pointing(3, tile: 1, night: "20261102"),
                Pointing(4, tile: 3, night: "20261102"),
                Pointing(5, tile: 2, night: "20261102", program: "bright"),
            ]
        );

        nights
            .Select(night => (night.Night.ToString(), night.Program, night.Tiles, night.NewTiles, night.Exposures))
            .ShouldBe([("20261101", "dark", 1, 1, 2), ("20261102", "bright", 1, 1, 1), ("20261102", "dark", 2, 1, 2)]);
    }

    [Fact]
    public void Only_alarms_are_said_of_a_tile_when_all_of_its_exposures_have_one()
    {
        var (observed, _) = TileJoin.Of(
            Numbered,
            [
                Pointing(1, tile: 1, quality: Quality.Alarm),
                Pointing(2, tile: 3, quality: Quality.Normal),
                Pointing(3, tile: 3, quality: Quality.Alarm),
            ]
        );

        observed
            .Select(tile => (tile.Number, tile.LastQuality, tile.HasOnlyAlarms))
            .ShouldBe([(1, Quality.Alarm, true), (3, Quality.Alarm, false)]);
    }

    private static StoredPointing Pointing(
        int exposure,
        int? tile = null,
        string program = "dark",
        double ra = 10,
        double dec = 20,
        string night = "20261101",
        Quality quality = Quality.Normal
    ) => new(exposure, new ExposureId(exposure), Night.Parse(night).Value, program, tile, ra, dec, [], exposure, quality, 1, null);
}
