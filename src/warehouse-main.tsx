import './ui/sealed/close-doors.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startOffline } from './ui/offline.ts'
import { WarehousePage } from './ui/warehouse/WarehousePage.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('warehouse.html has no element with id root')
createRoot(root).render(
  <StrictMode>
    <WarehousePage />
  </StrictMode>,
)
void startOffline()
