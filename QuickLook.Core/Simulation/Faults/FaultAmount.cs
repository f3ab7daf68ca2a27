using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>What the amount of a kind of fault means, and which amounts there are.</summary>
/// <param name="Meaning">What the number says, such as <c>rise of the read noise</c>.</param>
/// <param name="Unit">Its unit, such as <c>ADU</c>; empty when it has none.</param>
/// <param name="Least">Smallest amount.</param>
/// <param name="Most">Largest amount.</param>
/// <param name="Usual">The amount when none is given: one that an operator would care about.</param>
/// <param name="IsWhole">True when only whole numbers make sense.</param>
public sealed record FaultAmount(string Meaning, string Unit, double Least, double Most, double Usual, bool IsWhole = false)
{
    /// <summary>The amount to use.</summary>
    /// <param name="asked">What is asked for; null for the usual amount.</param>
    /// <returns>The amount, or what is wrong with what is asked for.</returns>
    public Result<double> Choose(double? asked)
    {
        var amount = asked ?? Usual;
        var isInside = amount >= Least && amount <= Most;
        return isInside && (!IsWhole || double.IsInteger(amount))
            ? amount
            : new Failure($"the amount {Text(amount)} is not {Range}: {Meaning}");
    }

    /// <summary>Which amounts there are: <c>1 to 10 ADU</c>.</summary>
    public string Range =>
        $"{(IsWhole ? "a whole number of " : string.Empty)}{Text(Least)} to {Text(Most)}{(Unit.Length == 0 ? string.Empty : " ")}{Unit}";

    /// <summary>A number as it is written in tables and on the command line.</summary>
    /// <param name="number">The number.</param>
    public static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
