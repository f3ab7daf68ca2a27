using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Security.Guarding;

/// <summary>Counts a window when it opens and when it closes. A window too many stays open and says so instead of showing anything.</summary>
internal sealed class CircuitAdmission(CircuitLedger ledger, AuthenticationStateProvider states) : CircuitHandler
{
    private string? entered;

    /// <summary>True when this window is one too many.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Most windows of a person.</summary>
    public int Most => ledger.Most;

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await states.GetAuthenticationStateAsync()).User;

        // Guests share a name, not a seat.
        var person = Session.AccountOf(user) is { } id ? $"account {id}" : $"{Session.NameOf(user)} at {Session.SourceOf(user)}";
        if (ledger.TryEnter(person))
        {
            entered = person;
        }
        else
        {
            IsRefused = true;
        }
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (entered is { } person)
        {
            entered = null;
            ledger.Leave(person);
        }

        return Task.CompletedTask;
    }
}
