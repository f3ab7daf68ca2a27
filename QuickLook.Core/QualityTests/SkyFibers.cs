using QuickLook.Core.Formats;

namespace QuickLook.Core.QualityTests;

/// <summary>What tests say that need fibers on blank sky.</summary>
internal static class SkyFibers
{
    /// <summary>Why there is no fiber on blank sky.</summary>
    /// <param name="fibers">The fibers.</param>
    public static string WhyNone(PetalFibers fibers) =>
        fibers.Rows.All(row => row is null)
            ? "no fibermap says where these fibers pointed"
            : "the fibermap has no working fiber on blank sky in this petal";
}
