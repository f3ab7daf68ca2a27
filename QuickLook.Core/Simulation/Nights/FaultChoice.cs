using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Faults;

namespace QuickLook.Core.Simulation.Nights;

/// <summary>Which faults happen to which flavor, and how often compared with each other.</summary>
internal static class FaultChoice
{
    private static readonly ImmutableArray<(FaultKind Kind, int Weight)> Electronics =
    [
        (FaultKind.DeadAmplifier, 2),
        (FaultKind.SwappedAmplifiers, 1),
        (FaultKind.BiasJump, 4),
        (FaultKind.ReadNoiseRise, 5),
        (FaultKind.PatternNoise, 4),
        (FaultKind.MissingCamera, 3),
        (FaultKind.MissingPetal, 1),
        (FaultKind.WrongNight, 1),
        (FaultKind.TruncatedFile, 1),
    ];

    private static readonly ImmutableDictionary<Flavor, ImmutableArray<(FaultKind Kind, int Weight)>> ByFlavor = new Dictionary<
        Flavor,
        ImmutableArray<(FaultKind Kind, int Weight)>
    >
    {
        [Flavor.Zero] = [],
        [Flavor.Dark] = [(FaultKind.LightLeak, 4), (FaultKind.WarmCcd, 6)],
        [Flavor.Arc] =
        [
            (FaultKind.WrongLamp, 5),
            (FaultKind.WeakLamp, 6),
            (FaultKind.TraceShift, 4),
            (FaultKind.Defocus, 4),
            (FaultKind.ShutterClosed, 3),
            (FaultKind.Saturation, 2),
        ],
        [Flavor.Flat] =
        [
            (FaultKind.WeakLamp, 6),
            (FaultKind.BrokenFibers, 4),
            (FaultKind.TraceShift, 3),
            (FaultKind.ShutterClosed, 3),
            (FaultKind.Saturation, 3),
        ],
        [Flavor.Science] =
        [
            (FaultKind.Cloud, 12),
            (FaultKind.Moonlight, 6),
            (FaultKind.BrokenFibers, 4),
            (FaultKind.TraceShift, 4),
            (FaultKind.Defocus, 4),
            (FaultKind.ShutterClosed, 2),
            (FaultKind.MissingFibermap, 2),
            (FaultKind.MissingSkyLines, 1),
            (FaultKind.LightLeak, 1),
            (FaultKind.WarmCcd, 2),
        ],
    }.ToImmutableDictionary();

    /// <summary>A fault for an exposure.</summary>
    public static SeededFault For(Flavor flavor, ImmutableArray<CameraId> cameras, NightDraw draw)
    {
        (FaultKind Kind, int Weight)[] possible =
        [
            .. ByFlavor[flavor].Concat(Electronics).Where(each => FaultCatalog.WhyNot(new SeededFault(each.Kind), flavor, cameras) is null),
        ];
        var left = draw.Whole(1, possible.Sum(each => each.Weight));
        var kind = possible[0].Kind;
        foreach (var each in possible)
        {
            kind = each.Kind;
            left -= each.Weight;
            if (left <= 0)
            {
                break;
            }
        }

        // Always drawn, so that what comes after does not depend on the kind.
        var camera = cameras[draw.Whole(0, cameras.Length - 1)];
        return new SeededFault(kind, StrikesEverything(kind) ? null : camera);
    }

    private static bool StrikesEverything(FaultKind kind) =>
        kind
            is FaultKind.LightLeak
                or FaultKind.ShutterClosed
                or FaultKind.WrongLamp
                or FaultKind.WeakLamp
                or FaultKind.Cloud
                or FaultKind.Moonlight
                or FaultKind.Saturation
                or FaultKind.WrongNight
                or FaultKind.TruncatedFile
                or FaultKind.MissingFibermap
                or FaultKind.MissingSkyLines;
}
