using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Puts ordered faults into an exposure.</summary>
internal static class FaultApplication
{
    /// <summary>Applies the faults one after the other.</summary>
    /// <param name="setup">The exposure as it should be.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <returns>The exposure with the faults, or which of them cannot happen in it.</returns>
    public static Result<ExposureSetup> Apply(ExposureSetup setup, ImmutableArray<SeededFault> faults)
    {
        foreach (var fault in faults)
        {
            if (!Apply(setup, fault).TryGet(out var changed, out var failure))
            {
                return failure;
            }

            setup = changed;
        }

        return setup;
    }

    private static Result<ExposureSetup> Apply(ExposureSetup setup, SeededFault fault)
    {
        var entry = FaultCatalog.Of(fault.Kind);
        if (!entry.Flavors.Contains(setup.Order.Flavor))
        {
            var flavors = string.Join(", ", entry.Flavors.Select(flavor => flavor.Name()));
            return new Failure($"{entry.Name} cannot happen in an exposure of flavor {setup.Order.Flavor.Name()}; it can in: {flavors}");
        }

        CameraId[] cameras = [.. setup.Cameras.Select(camera => camera.Camera)];
        if (
            !entry.AmountOf(fault.Amount).TryGet(out var amount, out var failure)
            || !entry.CamerasOf(fault.Camera, cameras).TryGet(out var struck, out failure)
        )
        {
            return failure;
        }

        var changed = entry.Change(setup, struck, amount);
        return changed.Cameras.IsEmpty ? new Failure($"{entry.Name} would leave no camera in the exposure") : changed;
    }
}
