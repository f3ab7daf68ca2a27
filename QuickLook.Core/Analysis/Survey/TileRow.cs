using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>Checks one tile as a file has it. The only place where right ascension in hours becomes degrees.</summary>
internal static class TileRow
{
    private const double DegreesPerHour = 15;
    private const int LongestProgram = 40;

    /// <summary>The tile.</summary>
    /// <param name="number">Its number; null when the list has none.</param>
    /// <param name="ra">Right ascension as the file has it.</param>
    /// <param name="isInHours">True when that is hours.</param>
    /// <param name="dec">Declination, degrees.</param>
    /// <param name="program">Program in any case; may be empty.</param>
    /// <param name="pass">Pass; null when the list has none.</param>
    /// <returns>The tile; or what of it cannot be.</returns>
    public static Result<PlannedTile> Of(long? number, double ra, bool isInHours, double dec, string program, long? pass)
    {
        if (number is < 0 or > int.MaxValue)
        {
            return new Failure(string.Create(CultureInfo.InvariantCulture, $"TILEID {number} is not a number from 0 to {int.MaxValue}"));
        }

        var full = isInHours ? 24.0 : 360.0;
        if (!(ra >= 0 && ra <= full))
        {
            return new Failure(
                string.Create(CultureInfo.InvariantCulture, $"RA {ra} is not from 0 to {full} {(isInHours ? "hours" : "degrees")}")
            );
        }

        if (dec is not (>= -90 and <= 90))
        {
            return new Failure(string.Create(CultureInfo.InvariantCulture, $"DEC {dec} is not from -90 to 90 degrees"));
        }

        if (program.Length > LongestProgram)
        {
            return new Failure($"the program has more than {LongestProgram} letters");
        }

        if (pass is < int.MinValue or > int.MaxValue)
        {
            return new Failure("PASS has more than 32 bits");
        }

        var degrees = isInHours ? ra * DegreesPerHour : ra;
        return new PlannedTile((int?)number, degrees >= 360 ? 0 : degrees, dec, program.Trim().ToLowerInvariant(), (int?)pass);
    }

    /// <summary>The failure of a number that stands twice.</summary>
    public static Failure Again(int number, string place) =>
        new(string.Create(CultureInfo.InvariantCulture, $"TILEID {number} stands there a second time"), place);
}
