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
            CameraId[] cameras = [.. setup.Cameras.Select(camera => camera.Camera)];
            if (FaultCatalog.WhyNot(fault, setup.Order.Flavor, cameras) is { } failure)
            {
                return failure;
            }

            var entry = FaultCatalog.Of(fault.Kind);
            setup = entry.Change(setup, entry.CamerasOf(fault.Camera, cameras).Value, entry.AmountOf(fault.Amount).Value);
        }

        return setup;
    }
}
