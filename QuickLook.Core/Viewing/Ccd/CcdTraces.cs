using System.Buffers.Binary;
using QuickLook.Core.Formats.Traces;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>
/// Where the light of each fiber falls, as a viewer needs it under the pointer: x and wavelength of each fiber every <see cref="RowStep"/> rows of the trimmed image.
/// A straight line between them is within a hundredth of a pixel, and of an Angstrom on a full-size CCD. Immutable, thread-safe.
/// </summary>
public sealed class CcdTraces
{
    /// <summary>Steps that a trace is divided into, at least; up to twice as many.</summary>
    private const int FewestSteps = 64;

    private readonly float[] values;

    private CcdTraces(float[] values, int fibers, int points, int rowStep)
    {
        this.values = values;
        FiberCount = fibers;
        PointCount = points;
        RowStep = rowStep;
    }

    /// <summary>Rows from one point to the next: 64 on a full-size CCD, less on a smaller one.</summary>
    public int RowStep { get; }

    /// <summary>Number of fibers, the first ones of the petal.</summary>
    public int FiberCount { get; }

    /// <summary>Points of each fiber: from row 0 on, up to the first one at or beyond the last row.</summary>
    public int PointCount { get; }

    /// <summary>Tables of a trace set.</summary>
    /// <param name="traces">The traces.</param>
    public static CcdTraces Of(TraceSet traces)
    {
        var inverse = InverseTraces.Of(traces);
        var step = 1;
        while (2 * step * FewestSteps <= traces.CcdRows)
        {
            step *= 2;
        }

        var points = Math.Max(2, ((traces.CcdRows - 1 + step - 1) / step) + 1);
        var table = new float[traces.FiberCount * points * 2];
        for (var fiber = 0; fiber < traces.FiberCount; fiber++)
        {
            // Beyond the wavelengths that the traces hold for there is no fiber to point at.
            var (first, last) = (traces.YAt(fiber, traces.WaveMin), traces.YAt(fiber, traces.WaveMax));
            var (low, high) = (Math.Min(first, last) - step, Math.Max(first, last) + step);
            for (var point = 0; point < points; point++)
            {
                var row = point * step;
                var wavelength = row < low || row > high ? double.NaN : inverse.WavelengthAt(fiber, row);
                var at = 2 * ((fiber * points) + point);
                table[at] = (float)traces.XAt(fiber, wavelength);
                table[at + 1] = (float)wavelength;
            }
        }

        return new CcdTraces(table, traces.FiberCount, points, step);
    }

    /// <summary>x of a fiber at a point, pixels of the trimmed image; NaN where the trace does not reach.</summary>
    /// <param name="fiber">Row of the trace set.</param>
    /// <param name="point">The point.</param>
    public float XAt(int fiber, int point) => values[2 * ((fiber * PointCount) + point)];

    /// <summary>Wavelength of a fiber at a point, Angstrom; NaN where the trace does not reach.</summary>
    /// <param name="fiber">Row of the trace set.</param>
    /// <param name="point">The point.</param>
    public float WavelengthAt(int fiber, int point) => values[(2 * ((fiber * PointCount) + point)) + 1];

    /// <summary>
    /// As viewers fetch them, little-endian: number of fibers, number of points and rows from one to the next as 32-bit integers, then x and wavelength of each
    /// point of each fiber as 32-bit floats.
    /// </summary>
    public byte[] ToBytes()
    {
        const int Header = 3 * sizeof(int);
        var bytes = new byte[Header + (values.Length * sizeof(float))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, FiberCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), PointCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), RowStep);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(Header + (i * sizeof(float))), values[i]);
        }

        return bytes;
    }
}
