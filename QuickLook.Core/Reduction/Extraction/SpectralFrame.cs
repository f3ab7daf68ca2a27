using QuickLook.Core.Formats.Spectra;

namespace QuickLook.Core.Reduction.Extraction;

/// <summary>
/// The spectra of a camera as one step left them, with their form on a common grid, which several quality tests look at and which is
/// made once. After a step has changed the spectra, a new frame takes the place of this one. Does not own the spectra; not thread-safe.
/// </summary>
public sealed class SpectralFrame : IDisposable
{
    private GriddedSpectra? gridded;

    /// <summary>A frame of these spectra as they are now.</summary>
    /// <param name="spectra">The spectra; not owned.</param>
    public SpectralFrame(FiberSpectra spectra) => Native = spectra;

    /// <summary>A frame whose form on a common grid is known already.</summary>
    /// <param name="spectra">The spectra; not owned.</param>
    /// <param name="gridded">The same on one grid; owned.</param>
    internal SpectralFrame(FiberSpectra spectra, GriddedSpectra gridded)
        : this(spectra) => this.gridded = gridded;

    /// <summary>The spectra, each fiber on its own wavelengths.</summary>
    public FiberSpectra Native { get; }

    /// <summary>The spectra on a common grid; made when first asked for.</summary>
    public GriddedSpectra Gridded => gridded ??= CommonGrid.Resample(Native);

    /// <inheritdoc/>
    public void Dispose()
    {
        gridded?.Dispose();
        gridded = null;
    }
}
