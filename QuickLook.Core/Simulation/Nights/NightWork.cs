using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>A night while it is planned: the clock, the weather, where the telescope points.</summary>
internal sealed class NightWork
{
    /// <summary>The survey works while the sun is lower.</summary>
    public const double WorkingTwilight = -12;

    private const double ZeroSeconds = 0;
    private const double ArcSeconds = 5;
    private const double FlatSeconds = 120;
    private const double DarkSeconds = 900;

    private static readonly TimeSpan ReadOut = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BeforeSunset = TimeSpan.FromHours(2);

    private readonly NightOrder order;
    private readonly SiteSky sky;
    private readonly NightDraw draw;
    private readonly NightDraw misfortune;
    private readonly NightWeather weather;
    private readonly HashSet<int> done = [];
    private readonly ImmutableArray<ExposureOrder>.Builder exposures = ImmutableArray.CreateBuilder<ExposureOrder>();
    private DateTimeOffset now;

    public NightWork(NightOrder order)
    {
        this.order = order;
        sky = new SiteSky(order.Site);
        draw = new NightDraw(SeedOf(order));

        // Faults have numbers of their own: with them or without, it is the same night.
        misfortune = new NightDraw(draw.Seed());
        now = sky.Sunset(order.Night) - BeforeSunset;
        weather = new NightWeather(now, draw);
    }

    public ImmutableArray<ExposureOrder> Exposures => exposures.ToImmutable();

    /// <summary>The calibrations, in the order in which each needs the one before.</summary>
    public void Afternoon()
    {
        Repeat(5, Flavor.Zero, ZeroSeconds);
        Repeat(draw.Whole(3, 5), Flavor.Arc, ArcSeconds);
        Repeat(draw.Whole(3, 5), Flavor.Flat, FlatSeconds);
        Repeat(1, Flavor.Dark, DarkSeconds);
    }

    /// <summary>Tile after tile while the sun is down; each is exposed one to three times and drifts west meanwhile.</summary>
    public void Survey()
    {
        var (dusk, dawn) = sky.DarkHours(order.Night, WorkingTwilight);
        now = dusk > now ? dusk : now;
        SkyTile? tile = null;
        var program = default(ObservingProgram);
        var left = 0;
        while (true)
        {
            weather.AdvanceTo(now);
            var moment = SkyAtMoment.Of(sky, now);
            if (left == 0 || moment.Program != program || tile is null)
            {
                program = moment.Program;
                tile = TileChoice.Next(sky, now, moment, done, draw);
                done.Add(tile.Number);
                left = draw.Whole(1, 3);
                now += TimeSpan.FromSeconds(draw.Whole(30, 90));
            }

            var conditions = Conditions(moment, tile.Centre);
            var seconds = ScienceSeconds(program, conditions);
            if (now.AddSeconds(seconds) > dawn)
            {
                return;
            }

            Add(Flavor.Science, program, seconds, conditions, tile);
            left--;
        }
    }

    private static long SeedOf(NightOrder order) => unchecked((order.Seed * 1_000_003) + order.Night.Date.DayNumber);

    /// <summary>What the sky has to be looked at for: longer through more air, worse seeing and haze, by two thirds to nine eighths of the program's usual time.</summary>
    private static double ScienceSeconds(ObservingProgram program, ObservingConditions conditions)
    {
        var loss = Math.Pow(conditions.Airmass, 0.7) / 1.14 / conditions.Transparency * Math.Sqrt(conditions.SeeingArcsec / 1.1);
        return Math.Round(StandardOrders.SecondsOf(Flavor.Science, program) * Math.Clamp(loss, 0.67, 1.13) / 10) * 10;
    }

    private void Repeat(int times, Flavor flavor, double seconds)
    {
        for (var count = 0; count < times; count++)
        {
            weather.AdvanceTo(now);
            var conditions = new ObservingConditions
            {
                Airmass = 1,
                ShiftX = weather.ShiftX,
                ShiftY = weather.ShiftY,
            };
            Add(flavor, new ObservingProgram(flavor.Name()), seconds, conditions, tile: null);
        }
    }

    private ObservingConditions Conditions(SkyAtMoment moment, SkyPosition field)
    {
        var airmass = sky.Airmass(field, now);
        return new ObservingConditions
        {
            Airmass = Math.Round(airmass, 4),
            SeeingArcsec = Math.Round(weather.SeeingArcsec * Math.Pow(airmass, 0.6), 3),
            Transparency = Math.Round(Math.Pow(weather.Transparency, airmass), 4),
            SkyContinuum = Math.Round(moment.RelativeContinuum * Math.Sqrt(weather.Glow) * Math.Pow(airmass, 0.3) / 1.05, 4),
            SkyLines = Math.Round(weather.Glow * Math.Pow(airmass, 0.3) / 1.05, 4),
            ShiftX = weather.ShiftX,
            ShiftY = weather.ShiftY,
        };
    }

    private void Add(Flavor flavor, ObservingProgram program, double seconds, ObservingConditions conditions, SkyTile? tile)
    {
        var cameras = order.Cameras;
        var isStruck = misfortune.Happens(order.Faults);
        var fault = FaultChoice.For(flavor, cameras, misfortune);

        // Lamps and zeros are taken with the telescope parked in the zenith.
        var pointing =
            tile?.Centre ?? new SkyPosition(Math.Round(SiderealTime.LocalDegrees(now, order.Site), 4), order.Site.LatitudeDegrees);
        exposures.Add(
            new ExposureOrder
            {
                Night = order.Night,
                Exposure = new ExposureId(order.FirstExposure.Number + exposures.Count),
                Flavor = flavor,
                Program = program,
                ObservedAt = now,
                ExposureSeconds = seconds,
                Conditions = conditions,
                Tile = tile?.Number ?? 0,
                RaDegrees = pointing.RaDegrees,
                DecDegrees = pointing.DecDegrees,
                Cameras = cameras,
                Faults = isStruck ? [fault] : [],
                Seed = draw.Seed(),
            }
        );
        now = now.AddSeconds(seconds) + ReadOut + TimeSpan.FromSeconds(draw.Whole(5, 40));
    }
}
