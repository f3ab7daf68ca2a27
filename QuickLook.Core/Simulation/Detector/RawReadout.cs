using QuickLook.Core.Arrays;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Randomness;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Detector;

/// <summary>
/// Reads a CCD out, row by row of the raw image. The noise of the light and that of the amplifier are drawn as one normal number, whose variance is the sum of both.
/// </summary>
internal sealed class RawReadout
{
    private readonly CameraSetup setup;
    private readonly RawGeometry geometry;
    private readonly Plane<float> image;
    private readonly float ceiling;
    private readonly ulong key;
    private readonly RandomStream random;
    private readonly float[] charges;
    private readonly float[] offsets;
    private readonly int[] read;

    /// <summary>A read-out.</summary>
    /// <param name="setup">The camera.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <param name="image">Expected electrons of each pixel; used until the last row is read.</param>
    /// <param name="ceiling">The largest number that a raw pixel takes.</param>
    /// <param name="key">The random stream of this camera and exposure.</param>
    public RawReadout(CameraSetup setup, RawGeometry geometry, Plane<float> image, int ceiling, ulong key)
    {
        (this.setup, this.geometry, this.image, this.ceiling, this.key) = (setup, geometry, image, ceiling, key);
        random = RandomStream.Of(RandomUse.Pixels);
        charges = new float[geometry.ReadColumns];
        offsets = new float[geometry.ReadColumns];
        read = new int[geometry.ReadColumns];
    }

    /// <summary>Reads a row.</summary>
    /// <param name="rawRow">Row of the raw image.</param>
    /// <param name="row">Gets the row: <see cref="RawGeometry.RawColumns"/> pixels, ADU.</param>
    public void Read(int rawRow, Span<int> row)
    {
        random.RestartAt(key, rawRow);
        var isUpper = rawRow >= geometry.ReadRows;
        var serial = isUpper ? geometry.RawRows - 1 - rawRow : rawRow;
        ReadHalf(setup.Wiring[(int)(isUpper ? Amplifier.C : Amplifier.A)], serial);
        read.CopyTo(row);
        ReadHalf(setup.Wiring[(int)(isUpper ? Amplifier.D : Amplifier.B)], serial);
        read.AsSpan().Reverse();
        read.CopyTo(row[geometry.ReadColumns..]);
    }

    /// <summary>Reads a row of an amplifier in its own order, from the corner inwards.</summary>
    private void ReadHalf(Amplifier source, int serial)
    {
        var amplifier = setup.Amplifiers[(int)source];
        var level = Level(amplifier, serial);
        if (amplifier.IsDead)
        {
            read.AsSpan().Fill((int)Math.Round(level));
            return;
        }

        charges.AsSpan().Clear();
        var line = serial - RawGeometry.PrescanRows;
        if (line >= 0 && line < geometry.HalfRows)
        {
            var light = image.Row(source.IsUpper() ? geometry.CcdRows - 1 - line : line);
            var target = charges.AsSpan(geometry.Prescan, geometry.HalfColumns);
            light.Slice(source.IsRight() ? geometry.HalfColumns : 0, geometry.HalfColumns).CopyTo(target);
            if (source.IsRight())
            {
                target.Reverse();
            }
        }

        SetOffsets(level, serial);
        Digitise(amplifier);
    }

    private double Level(AmplifierSetup amplifier, int serial)
    {
        var way = serial / (double)geometry.ReadRows;
        var drift = amplifier.DriftAmplitude * Math.Sin(2 * Math.PI * (way + ((int)amplifier.Amplifier / 4.0)));
        return amplifier.BiasLevel + drift + (way >= amplifier.JumpAt ? amplifier.JumpLevel : 0);
    }

    /// <summary>Offset of each pixel in ADU, with the half that makes truncation rounding.</summary>
    private void SetOffsets(double level, int serial)
    {
        offsets.AsSpan().Fill((float)level + 0.5f);
        if (setup.Pattern is not { } pattern)
        {
            return;
        }

        for (var i = 0; i < offsets.Length; i++)
        {
            var phase = 2 * Math.PI * ((i / pattern.PeriodColumns) + (serial / pattern.PeriodRows));
            offsets[i] += (float)(pattern.Amplitude * Math.Sin(phase));
        }
    }

    private void Digitise(AmplifierSetup amplifier)
    {
        var quantiles = NoiseTable.Quantiles;
        var perElectron = (float)(1 / amplifier.Gain);
        var variance = (float)(amplifier.ReadNoise * amplifier.ReadNoise);
        ulong bits = 0;
        for (var i = 0; i < charges.Length; i++)
        {
            bits = (i & 3) == 0 ? random.Next() : bits >> 16;
            var charge = charges[i];
            var value = offsets[i] + (perElectron * (charge + (MathF.Sqrt(charge + variance) * quantiles[(int)(bits & 0xFFFF)])));
            read[i] = (int)Math.Clamp(value, 0, ceiling);
        }
    }
}
