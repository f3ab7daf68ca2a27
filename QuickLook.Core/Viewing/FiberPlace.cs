using QuickLook.Core.Instrument;

namespace QuickLook.Core.Viewing;

/// <summary>Where a fiber was pointed, and at what.</summary>
/// <param name="Fiber">The fiber.</param>
/// <param name="RaDegrees">Right ascension, degrees; NaN when not known.</param>
/// <param name="DecDegrees">Declination, degrees; NaN when not known.</param>
/// <param name="ObjectType">As the fibermap says: <c>TGT</c>, <c>SKY</c>, of stored fibermaps also <c>STD</c>, <c>ELG</c>; empty when not known.</param>
public sealed record FiberPlace(FiberId Fiber, double RaDegrees, double DecDegrees, string ObjectType)
{
    /// <summary>True when its place on the sky is known.</summary>
    public bool HasPlace => double.IsFinite(RaDegrees) && double.IsFinite(DecDegrees);
}
