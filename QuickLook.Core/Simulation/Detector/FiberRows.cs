using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Optics;
using QuickLook.Core.Simulation.Setup;
using QuickLook.Core.Simulation.Targets;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>The spectra of a camera as they fall on the rows of its CCD: electrons, column and width of each fiber in each row. Whoever owns it disposes it.</summary>
internal sealed class FiberRows : IDisposable
{
    // Everything but emission lines is smooth: it is computed each so many rows of the full size and interpolated linearly.
    private const int NodeSpacing = 16;

    private readonly CameraSetup setup;
    private readonly CameraOptics optics;
    private readonly FiberThroughput throughput;
    private readonly CommonLight common;
    private readonly ImmutableArray<Target> targets;
    private readonly Plane<float> electrons;
    private readonly Plane<float> columns;
    private readonly Plane<float> widths;

    /// <summary>The spectra of a camera.</summary>
    /// <param name="setup">The camera.</param>
    /// <param name="optics">Its optics.</param>
    /// <param name="conditions">The sky.</param>
    /// <param name="targets">What its fibers are pointed at.</param>
    public FiberRows(CameraSetup setup, CameraOptics optics, ObservingConditions conditions, ImmutableArray<Target> targets)
    {
        (this.setup, this.optics, this.targets) = (setup, optics, targets);
        throughput = new FiberThroughput(setup.Camera, setup.Size);
        common = new CommonLight(setup, conditions);
        electrons = new Plane<float>(optics.Fibers, optics.Rows);
        columns = new Plane<float>(optics.Fibers, optics.Rows, clear: false);
        widths = new Plane<float>(optics.Fibers, optics.Rows, clear: false);
        for (var fiber = 0; fiber < optics.Fibers; fiber++)
        {
            AddContinuum(fiber);
            AddLines(fiber);
        }
    }

    /// <summary>Number of fibers.</summary>
    public int Fibers => electrons.Height;

    /// <summary>Electrons in each row.</summary>
    /// <param name="fiber">The fiber.</param>
    public ReadOnlySpan<float> Electrons(int fiber) => electrons.Row(fiber);

    /// <summary>Column of the fiber's centre in each row.</summary>
    /// <param name="fiber">The fiber.</param>
    public ReadOnlySpan<float> Columns(int fiber) => columns.Row(fiber);

    /// <summary>Width across the dispersion in each row, pixels.</summary>
    /// <param name="fiber">The fiber.</param>
    public ReadOnlySpan<float> Widths(int fiber) => widths.Row(fiber);

    /// <inheritdoc/>
    public void Dispose()
    {
        electrons.Dispose();
        columns.Dispose();
        widths.Dispose();
    }

    private void AddContinuum(int fiber)
    {
        var spacing = Math.Max(1, NodeSpacing / setup.Size.DispersionFactor);
        var left = Node(fiber, 0);
        for (var row = 0; row < optics.Rows; row += spacing)
        {
            var right = Node(fiber, row + spacing);
            var end = Math.Min(spacing, optics.Rows - row);
            for (var i = 0; i < end; i++)
            {
                var way = i / (float)spacing;
                electrons[fiber, row + i] = left.Electrons + (way * (right.Electrons - left.Electrons));
                columns[fiber, row + i] = left.Column + (way * (right.Column - left.Column));
                widths[fiber, row + i] = left.Width + (way * (right.Width - left.Width));
            }

            left = right;
        }
    }

    private RowNode Node(int fiber, int row)
    {
        var reduced = optics.ReducedAt(fiber, row - setup.ShiftY);
        var wavelength = optics.Arm.WaveMin + ((reduced + 1) / 2 * optics.Arm.Range);
        var perAngstrom = common.At(wavelength);
        var rate = perAngstrom.Continuum;
        if (perAngstrom.PointSource > 0 && targets[fiber].IsBright)
        {
            rate += perAngstrom.PointSource * targets[fiber].Population.Fraction * targets[fiber].Flux(wavelength);
        }

        // A row of a small size takes in as many more Angstrom as its size has fewer rows, but counts as one row of the full size does.
        var angstrom = optics.Dispersion(fiber, reduced) / setup.Size.DispersionFactor;
        return new RowNode(
            (float)(rate * angstrom * setup.ExposureSeconds * Passed(fiber, reduced)),
            (float)(optics.XAt(fiber, reduced) + setup.ShiftX),
            (float)(optics.SigmaXAt(fiber, reduced) * setup.WidthFactor)
        );
    }

    private void AddLines(int fiber)
    {
        var rows = electrons.Row(fiber);
        foreach (var line in common.Lines)
        {
            var reduced = optics.Reduced(line.Wavelength);
            LineProfile.Add(
                (float)(optics.YAt(fiber, reduced) + setup.ShiftY),
                (float)(optics.SigmaYAt(fiber, reduced) * setup.WidthFactor),
                (float)(line.Rate * setup.ExposureSeconds * Passed(fiber, reduced)),
                rows
            );
        }
    }

    private double Passed(int fiber, double reduced) => throughput.At(fiber, reduced) * setup.FiberTransmission[fiber];

    private readonly record struct RowNode(float Electrons, float Column, float Width);
}
