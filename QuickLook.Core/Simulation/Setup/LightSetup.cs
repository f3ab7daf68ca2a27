using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Light;

namespace QuickLook.Core.Simulation.Setup;

/// <summary>
/// The light that comes to a camera, as factors of the usual amounts: 1 is usual, 0 is none. What does not belong to the flavor is 0.
/// </summary>
internal sealed record LightSetup
{
    /// <summary>No light at all: zeros and darks.</summary>
    public static LightSetup None { get; } = new();

    /// <summary>Light of targets and standard stars, of what conditions leave of it.</summary>
    public double Targets { get; init; }

    /// <summary>The sky's continuum.</summary>
    public double SkyContinuum { get; init; }

    /// <summary>Scattered moonlight, in units of the dark sky's continuum; bluer than that.</summary>
    public double Moon { get; init; }

    /// <summary>The sky's emission lines.</summary>
    public double SkyLines { get; init; }

    /// <summary>The continuum lamp.</summary>
    public double FlatLamp { get; init; }

    /// <summary>Arc lamps that burn, with their strengths; a lamp that is not here is off.</summary>
    public ImmutableDictionary<ArcLamp, double> ArcLamps { get; init; } = ImmutableDictionary<ArcLamp, double>.Empty;

    /// <summary>True when there is light of any kind.</summary>
    public bool IsAny => Targets + SkyContinuum + Moon + SkyLines + FlatLamp + ArcLamps.Values.Sum() > 0;

    /// <summary>The usual light of a flavor: of science the sky as ordered, of arcs four lamps, of flats the continuum lamp.</summary>
    /// <param name="order">The exposure.</param>
    public static LightSetup Of(ExposureOrder order) =>
        order.Flavor switch
        {
            Flavor.Science => new LightSetup
            {
                Targets = order.Conditions.Transparency,
                SkyContinuum = order.Conditions.SkyContinuum * UsualSky(order.Program),
                SkyLines = order.Conditions.SkyLines,
            },
            Flavor.Arc => new LightSetup
            {
                ArcLamps = ImmutableDictionary.CreateRange([
                    KeyValuePair.Create(ArcLamp.Mercury, 1.0),
                    KeyValuePair.Create(ArcLamp.Cadmium, 1.0),
                    KeyValuePair.Create(ArcLamp.Argon, 1.0),
                    KeyValuePair.Create(ArcLamp.Neon, 1.0),
                ]),
            },
            Flavor.Flat => new LightSetup { FlatLamp = 1 },
            _ => None,
        };

    /// <summary>The usual brightness of the sky's continuum when a program is observed, in units of the dark sky's.</summary>
    private static double UsualSky(ObservingProgram program) =>
        program == ObservingProgram.Bright ? 3
        : program == ObservingProgram.Gray ? 1.5
        : 1;

    /// <summary>All of it brighter or fainter by a factor.</summary>
    /// <param name="factor">At least 0.</param>
    public LightSetup Times(double factor) =>
        this with
        {
            Targets = Targets * factor,
            SkyContinuum = SkyContinuum * factor,
            Moon = Moon * factor,
            SkyLines = SkyLines * factor,
            FlatLamp = FlatLamp * factor,
            ArcLamps = ArcLamps.ToImmutableDictionary(lamp => lamp.Key, lamp => lamp.Value * factor),
        };
}
