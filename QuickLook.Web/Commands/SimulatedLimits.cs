using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Web.Commands;

/// <summary>Mapping files for a simulated instrument.</summary>
internal static class SimulatedLimits
{
    /// <summary>A folder whose limits fit an instrument of a size.</summary>
    public static Result<string> For(string shippedFolder, InstrumentSize size, string targetFolder) => shippedFolder;
}
