using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration.Import;

/// <summary>The folder of an exposure in a tree that is imported.</summary>
/// <param name="Night">Its night.</param>
/// <param name="Exposure">Its exposure.</param>
/// <param name="Path">Full path.</param>
internal sealed record ImportFolder(Night Night, ExposureId Exposure, string Path);
