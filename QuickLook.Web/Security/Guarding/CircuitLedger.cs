using Microsoft.Extensions.Options;

namespace QuickLook.Web.Security.Guarding;

/// <summary>How many live windows each person has open.</summary>
internal sealed class CircuitLedger(IOptions<SecurityOptions> options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);

    /// <summary>Most windows of a person.</summary>
    public int Most => options.Value.CircuitsPerUser;

    /// <summary>Enters a window.</summary>
    /// <param name="person">Whose.</param>
    /// <returns>False when the person has as many as are allowed; then it is not entered.</returns>
    public bool TryEnter(string person)
    {
        lock (gate)
        {
            var count = open.GetValueOrDefault(person);
            if (count >= Most)
            {
                return false;
            }

            open[person] = count + 1;
            return true;
        }
    }

    /// <summary>Takes a window out again.</summary>
    /// <param name="person">Whose.</param>
    public void Leave(string person)
    {
        lock (gate)
        {
            var count = open.GetValueOrDefault(person) - 1;
            if (count > 0)
            {
                open[person] = count;
            }
            else
            {
                open.Remove(person);
            }
        }
    }
}
