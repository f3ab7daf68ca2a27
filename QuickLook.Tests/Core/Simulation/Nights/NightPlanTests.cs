using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Tests.Core.Simulation.Nights;

public sealed class NightPlanTests
{
    private static readonly Night November = new(new DateOnly(2020, 11, 12));
    private static readonly SiteSky Sky = new(ObservingSite.KittPeak);

    [Fact]
    public void A_night_begins_with_zeros_arcs_flats_and_a_dark_and_goes_on_with_science()
    {
        var flavors = Plan().Select(exposure => exposure.Flavor).ToList();

        flavors.ShouldBe(flavors.OrderBy(Rank));
        flavors.Count(flavor => flavor == Flavor.Zero).ShouldBe(5);
        flavors.Count(flavor => flavor == Flavor.Arc).ShouldBeInRange(3, 5);
        flavors.Count(flavor => flavor == Flavor.Flat).ShouldBeInRange(3, 5);
        flavors.Count(flavor => flavor == Flavor.Dark).ShouldBe(1);
        flavors.Count(flavor => flavor == Flavor.Science).ShouldBeInRange(30, 60);

        static int Rank(Flavor flavor) =>
            flavor switch
            {
                Flavor.Zero => 0,
                Flavor.Arc => 1,
                Flavor.Flat => 2,
                Flavor.Dark => 3,
                _ => 4,
            };
    }

    [Fact]
    public void Numbers_follow_each_other_from_the_first()
    {
        var plan = Plan();
        plan.Select(exposure => exposure.Exposure.Number).ShouldBe(Enumerable.Range(4000, plan.Length));
    }

    [Fact]
    public void No_exposure_begins_before_the_one_before_is_read_out_and_all_belong_to_the_night()
    {
        var site = TimeZoneInfo.FindSystemTimeZoneById("America/Phoenix");
        var plan = Plan();

        foreach (var (before, after) in plan.Zip(plan.Skip(1)))
        {
            after.ObservedAt.ShouldBeGreaterThan(before.ObservedAt.AddSeconds(before.ExposureSeconds + 30));
        }

        plan.ShouldAllBe(exposure => Night.Of(exposure.ObservedAt, site) == November && exposure.Night == November);
    }

    [Fact]
    public void Science_is_taken_in_the_dark_and_calibrations_before_it() =>
        Plan()
            .ShouldAllBe(exposure =>
                exposure.Flavor == Flavor.Science
                    ? Sky.SunAltitudeDegrees(exposure.ObservedAt) < -11.5
                        && Sky.SunAltitudeDegrees(exposure.ObservedAt.AddSeconds(exposure.ExposureSeconds)) < -11.5
                    : Sky.SunAltitudeDegrees(exposure.ObservedAt) > -12
            );

    [Fact]
    public void Airmass_is_that_of_the_field_at_the_time()
    {
        foreach (var exposure in Science(Plan()))
        {
            var field = new SkyPosition(exposure.RaDegrees, exposure.DecDegrees);
            exposure.Conditions.Airmass.ShouldBe(Sky.Airmass(field, exposure.ObservedAt), 1e-4);
            exposure.Conditions.Airmass.ShouldBeInRange(1, 2);
        }
    }

    [Fact]
    public void Airmass_of_a_field_that_sets_rises()
    {
        var plan = Science(Plan());
        var setting = plan.Zip(plan.Skip(1))
            .Where(pair => pair.First.Tile == pair.Second.Tile)
            .Where(pair => Sky.HourAngleDegrees(pair.First.RaDegrees, pair.First.ObservedAt) > 0)
            .ToList();

        setting.ShouldNotBeEmpty();
        setting.ShouldAllBe(pair => pair.Second.Conditions.Airmass > pair.First.Conditions.Airmass);
    }

    [Fact]
    public void Fields_follow_the_sky_and_stay_off_the_Milky_Way()
    {
        var plan = Science(Plan());
        foreach (var exposure in plan)
        {
            Math.Abs(Sky.HourAngleDegrees(exposure.RaDegrees, exposure.ObservedAt)).ShouldBeLessThan(50);
            exposure.DecDegrees.ShouldBeInRange(SurveyFootprint.Southernmost, SurveyFootprint.Northernmost);
            Math.Abs(new SkyPosition(exposure.RaDegrees, exposure.DecDegrees).GalacticLatitudeDegrees)
                .ShouldBeGreaterThan(SurveyFootprint.MilkyWayDegrees);
            exposure.Tile.ShouldBeGreaterThan(0);
        }

        plan.DistinctBy(exposure => exposure.Tile)
            .Count()
            .ShouldBe(plan.Zip(plan.Skip(1)).Count(pair => pair.First.Tile != pair.Second.Tile) + 1);
    }

    [Fact]
    public void The_program_follows_the_moon()
    {
        // New moon on 2020-11-15, full moon on 2020-11-30, first quarter on 2020-11-22 (almanac).
        Programs(new DateOnly(2020, 11, 14)).Count(program => program == ObservingProgram.Dark).ShouldBeGreaterThan(20);
        Programs(new DateOnly(2020, 11, 29)).ShouldNotContain(program => program == ObservingProgram.Dark);
        Programs(new DateOnly(2020, 11, 19)).ShouldContain(program => program == ObservingProgram.Gray);

        static List<ObservingProgram> Programs(DateOnly date) => [.. Science(Plan(date: date)).Select(exposure => exposure.Program)];
    }

    [Fact]
    public void A_tile_number_belongs_to_one_place_and_one_program()
    {
        var tiles = new Dictionary<int, (double Ra, double Dec, ObservingProgram Program)>();
        for (var day = 0; day < 12; day++)
        {
            foreach (var exposure in Science(Plan(seed: day, date: new DateOnly(2020, 11, 10 + day))))
            {
                var here = (exposure.RaDegrees, exposure.DecDegrees, exposure.Program);
                tiles.TryAdd(exposure.Tile, here);
                tiles[exposure.Tile].ShouldBe(here);
            }
        }
    }

    [Fact]
    public void Conditions_stay_where_nothing_alarms()
    {
        foreach (var exposure in Plan(seed: 5))
        {
            Math.Abs(exposure.Conditions.ShiftX).ShouldBeLessThanOrEqualTo(0.05);
            Math.Abs(exposure.Conditions.ShiftY).ShouldBeLessThanOrEqualTo(0.05);
            exposure.Conditions.Transparency.ShouldBeInRange(0.7, 1);
            exposure.Conditions.SeeingArcsec.ShouldBeInRange(0.6, 2.6);
            exposure.Conditions.SkyContinuum.ShouldBeInRange(0.65, 1.6);
            exposure.Conditions.SkyLines.ShouldBeInRange(0.75, 1.5);
        }
    }

    [Fact]
    public void Exposure_times_are_those_of_the_flavor()
    {
        foreach (var exposure in Plan())
        {
            var (shortest, longest) = exposure.Flavor switch
            {
                Flavor.Zero => (0, 0),
                Flavor.Arc => (5, 5),
                Flavor.Flat => (120, 120),
                Flavor.Dark => (900, 900),
                _ when exposure.Program == ObservingProgram.Bright => (200, 340),
                _ when exposure.Program == ObservingProgram.Gray => (400, 680),
                _ => (600, 1020),
            };
            exposure.ExposureSeconds.ShouldBeInRange(shortest, longest);
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_plan_and_another_one_another()
    {
        Describe(Plan(faults: NightOrder.UsualFaults)).ShouldBe(Describe(Plan(faults: NightOrder.UsualFaults)));
        Describe(Plan(seed: 2)).ShouldNotBe(Describe(Plan(seed: 1)));
    }

    [Fact]
    public void A_clean_night_has_no_faults() => Plan().ShouldAllBe(exposure => exposure.Faults.IsEmpty);

    [Fact]
    public void Faults_come_about_as_often_as_asked_and_change_nothing_else()
    {
        var nights = Enumerable.Range(1, 20).Select(seed => Plan(seed, faults: NightOrder.UsualFaults)).ToList();
        var exposures = nights.SelectMany(night => night).ToList();

        var share = exposures.Count(exposure => !exposure.Faults.IsEmpty) / (double)exposures.Count;
        share.ShouldBeInRange(0.06, 0.11); // 1 / 12 of 1000, three standard deviations
        exposures.SelectMany(exposure => exposure.Faults).DistinctBy(fault => fault.Kind).Count().ShouldBeGreaterThan(12);
        Describe(Plan(3)).ShouldBe(Describe([.. nights[2].Select(exposure => exposure with { Faults = [] })]));
    }

    [Fact]
    public void Every_kind_of_fault_happens_sooner_or_later() =>
        Enumerable
            .Range(1, 20)
            .SelectMany(seed => Plan(seed, faults: 1))
            .SelectMany(exposure => exposure.Faults)
            .Select(fault => fault.Kind)
            .ToHashSet()
            .Count.ShouldBe(Enum.GetValues<FaultKind>().Length);

    private static ImmutableArray<ExposureOrder> Plan(long seed = 1, double faults = 0, DateOnly? date = null) =>
        NightPlan.Make(
            new NightOrder
            {
                Night = date is { } day ? new Night(day) : November,
                FirstExposure = new ExposureId(4000),
                Seed = seed,
                Faults = faults,
            }
        );

    private static List<ExposureOrder> Science(ImmutableArray<ExposureOrder> plan) =>
        [.. plan.Where(exposure => exposure.Flavor == Flavor.Science)];

    // Arrays of records are equal when they are the same; their text is equal when their elements are.
    private static List<string> Describe(ImmutableArray<ExposureOrder> plan) =>
        [.. plan.Select(exposure => $"{exposure with { Cameras = [] }} {string.Join(',', exposure.Faults)}")];
}
