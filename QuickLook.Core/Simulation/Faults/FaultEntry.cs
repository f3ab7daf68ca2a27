using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>What is known about a kind of fault.</summary>
public sealed record FaultEntry
{
    /// <summary>An entry whose fault is this change of an exposure.</summary>
    /// <param name="change">From exposure, cameras that are struck and amount to the exposure with the fault.</param>
    internal FaultEntry(Func<ExposureSetup, ImmutableHashSet<CameraId>, double, ExposureSetup> change) => Change = change;

    /// <summary>Which.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Its name on the command line and in the truth: <c>dead-amplifier</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What happens, in one sentence without a final full stop.</summary>
    public required string Meaning { get; init; }

    /// <summary>Where it strikes.</summary>
    public required FaultPlace Place { get; init; }

    /// <summary>The flavors in which it can happen; the one in which an observer usually meets it stands first.</summary>
    public required ImmutableArray<Flavor> Flavors { get; init; }

    /// <summary>What the amount means; null when there is nothing to choose.</summary>
    public FaultAmount? Amount { get; init; }

    /// <summary>The flavor in which an observer usually meets it.</summary>
    public Flavor UsualFlavor => Flavors[0];

    /// <summary>Puts the fault into an exposure: the exposure, the cameras that are struck, the amount (NaN when there is nothing to choose).</summary>
    internal Func<ExposureSetup, ImmutableHashSet<CameraId>, double, ExposureSetup> Change { get; }

    /// <summary>The amount to use; NaN when there is nothing to choose.</summary>
    /// <param name="asked">What is asked for; null for the usual amount.</param>
    /// <returns>The amount, or what is wrong with what is asked for.</returns>
    public Result<double> AmountOf(double? asked)
    {
        if (Amount is { } amount)
        {
            return amount.Choose(asked).TryGet(out var chosen, out var failure) ? chosen : new Failure($"{Name}: {failure}");
        }

        return asked is null ? double.NaN : new Failure($"{Name} has no amount");
    }

    /// <summary>The cameras that are struck.</summary>
    /// <param name="asked">The camera that is named; null for where the kind strikes by default.</param>
    /// <param name="cameras">Cameras of the exposure, in order; at least one.</param>
    /// <returns>The cameras, or why the fault cannot strike there.</returns>
    public Result<ImmutableHashSet<CameraId>> CamerasOf(CameraId? asked, IReadOnlyList<CameraId> cameras)
    {
        if (asked is { } named)
        {
            if (Place == FaultPlace.File)
            {
                return new Failure($"{Name} concerns the exposure as a whole; no camera can be named");
            }

            if (!cameras.Contains(named))
            {
                return new Failure($"{Name}: the exposure has no camera {named}");
            }
        }

        var first = asked ?? cameras[0];
        return Place switch
        {
            FaultPlace.Camera => ImmutableHashSet.Create(first),
            FaultPlace.Petal => cameras.Where(camera => camera.Spectrograph == first.Spectrograph).ToImmutableHashSet(),
            _ => asked is { } one ? ImmutableHashSet.Create(one) : [.. cameras],
        };
    }
}
