using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation;

/// <summary>Says what an order asks for that cannot be.</summary>
internal static class OrderCheck
{
    /// <summary>The first thing wrong.</summary>
    /// <param name="order">The order.</param>
    /// <param name="instrument">The instrument.</param>
    /// <returns>Null when all is well.</returns>
    public static Failure? Find(ExposureOrder order, SimulatedInstrument instrument)
    {
        var conditions = order.Conditions;
        return instrument.BitsPerPixel is not (16 or 32) ? new Failure($"raw pixels have 16 or 32 bits, not {instrument.BitsPerPixel}")
            : order.Cameras.IsDefaultOrEmpty ? new Failure("the order names no camera")
            : !(order.ExposureSeconds is >= 0 and <= 100_000) ? new Failure($"an exposure of {order.ExposureSeconds} s cannot be simulated")
            : !(conditions.Airmass is >= 1 and <= 10) ? new Failure($"the airmass is 1 to 10, not {conditions.Airmass}")
            : !(conditions.SeeingArcsec is > 0 and <= 60)
                ? new Failure($"the seeing is above 0 and at most 60 arcsec, not {conditions.SeeingArcsec}")
            : !(conditions.Transparency is >= 0 and <= 1) ? new Failure($"the transparency is 0 to 1, not {conditions.Transparency}")
            : !(conditions.SkyContinuum >= 0 && conditions.SkyLines >= 0) ? new Failure("the sky's brightness is at least 0")
            : null;
    }
}
